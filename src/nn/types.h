/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Types that most headers only point to; each is explained and defined in a header of its own. */
typedef struct _GradusNetwork GradusNetwork;               /* nn/network.h */
typedef struct _GradusLayer GradusLayer;                   /* nn/layer.h */
typedef struct _GradusLayerFunctions GradusLayerFunctions; /* nn/layer-functions.h */
typedef struct _GradusPass GradusPass;                     /* nn/pass.h */
typedef struct _GradusWorker GradusWorker;                 /* nn/team.h */
typedef struct _GradusKernels GradusKernels;               /* nn/kernels/kernels.h */

G_END_DECLS
