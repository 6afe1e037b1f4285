/* SPDX-License-Identifier: MIT */
#include "map-specs.h"

GradusLayerSpec
make_convolution (guint filters, double kernel, guint stride, double padding)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_convolution_class);

  gradus_layer_spec_set_width (&spec, filters);
  gradus_layer_spec_set (&spec, "kernel", kernel);
  gradus_layer_spec_set (&spec, "stride", stride);
  gradus_layer_spec_set (&spec, "padding", padding);
  return spec;
}

GradusLayerSpec
make_pooling (const GradusLayerClass *class, guint size, double stride)
{
  GradusLayerSpec spec = gradus_layer_spec_make (class);

  gradus_layer_spec_set (&spec, "size", size);
  gradus_layer_spec_set (&spec, "stride", stride);
  return spec;
}
