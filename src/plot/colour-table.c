/* SPDX-License-Identifier: MIT */
#include "plot/colour-table.h"

#include <math.h>
#include <stdlib.h>

#define CHANNELS 3

/* Colours that one of so many pixels has, or more, are exact; at most this share of the table. */
#define MANY 400
#define EXACT_SHARE 0.4

/* A colour of the picture, and how many pixels have it. */
typedef struct {
  guint32 colour;
  guint32 n_pixels;
  guint32 slot; /* of the hash table */
} Shade;

/* Shades that lie near each other. */
typedef struct {
  gsize first, end;
  guint channel; /* along which it is longest, and how long */
  guint length;
  double weight; /* of being halved */
} Box;

/* Open addressing: which shade has a colour. */
typedef struct {
  guint32 *slots; /* the shade's number + 1; 0: free */
  guint bits;
  GArray *shades; /* Shade */
} Census;

static guint
get_channel (guint32 colour, guint channel)
{
  return colour >> (8 * channel) & 255;
}

/* -- Which colours there are ------------------------------------------------------------------- */

/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
static guint32
find_slot (const Census *census, guint32 colour)
{
  const guint32 mask = (1u << census->bits) - 1;
  guint32 slot = (colour * 2654435769u) >> (32 - census->bits);

  while (census->slots[slot] > 0 &&
         g_array_index (census->shades, Shade, census->slots[slot] - 1).colour != colour)
    slot = (slot + 1) & mask;
  return slot;
}

static void
census_init (Census *census, guint bits)
{
  census->bits = bits;
  census->slots = g_new0 (guint32, (gsize) 1 << bits);
}

/* At twice the size once it is half full. */
static void
census_grow (Census *census)
{
  g_free (census->slots);
  census_init (census, census->bits + 1);
  for (guint i = 0; i < census->shades->len; i++) {
    Shade *shade = &g_array_index (census->shades, Shade, i);

    shade->slot = find_slot (census, shade->colour);
    census->slots[shade->slot] = i + 1;
  }
}

static void
count_pixel (Census *census, guint32 colour)
{
  guint32 slot = find_slot (census, colour);

  if (census->slots[slot] == 0) {
    const Shade shade = { colour, 0, slot };

    g_array_append_val (census->shades, shade);
    census->slots[slot] = census->shades->len;
    if (census->shades->len > 1u << (census->bits - 1)) {
      census_grow (census);
      slot = find_slot (census, colour);
    }
  }
  g_array_index (census->shades, Shade, census->slots[slot] - 1).n_pixels++;
}

/* Those with the most pixels first; the order of the others does not hang upon the table. */
static int
compare_shades (const void *a, const void *b)
{
  const Shade *one = a, *other = b;

  if (one->n_pixels != other->n_pixels)
    return one->n_pixels > other->n_pixels ? -1 : 1;
  return one->colour < other->colour ? -1 : one->colour > other->colour;
}

/* -- Boxes ------------------------------------------------------------------------------------- */

/* A gradient over a large area is looked at, the edge of a letter is not: so length counts, and
 * pixels do a little. */
static void
measure_box (const Shade *shades, Box *box)
{
  double n = 0;

  box->length = 0;
  for (gsize i = box->first; i < box->end; i++)
    n += shades[i].n_pixels;
  for (guint channel = 0; channel < CHANNELS; channel++) {
    guint low = 255, high = 0;

    for (gsize i = box->first; i < box->end; i++) {
      const guint value = get_channel (shades[i].colour, channel);

      low = MIN (low, value);
      high = MAX (high, value);
    }
    if (high - low > box->length) {
      box->length = high - low;
      box->channel = channel;
    }
  }
  box->weight = box->length * sqrt (sqrt (n));
}

/* In the middle of its longest side; both halves have something, for the side is no longer than
 * what is in it. */
static Box
halve_box (Shade *shades, Box *box)
{
  guint low = 255;
  gsize middle = box->first;
  Box rest = { .end = box->end };

  for (gsize i = box->first; i < box->end; i++)
    low = MIN (low, get_channel (shades[i].colour, box->channel));
  for (gsize i = box->first; i < box->end; i++) {
    const Shade shade = shades[i];

    if (get_channel (shade.colour, box->channel) > low + box->length / 2)
      continue;
    shades[i] = shades[middle];
    shades[middle++] = shade;
  }
  rest.first = box->end = middle;
  measure_box (shades, box);
  measure_box (shades, &rest);
  return rest;
}

static guint
find_heaviest (const Box *boxes, guint n)
{
  guint heaviest = 0;

  for (guint i = 1; i < n; i++) {
    if (boxes[i].weight > boxes[heaviest].weight)
      heaviest = i;
  }
  return heaviest;
}

static guint32
choose_colour (const Shade *shades, const Box *box)
{
  guint64 n = 0, sums[CHANNELS] = { 0 };
  guint32 mean = 0;

  for (gsize i = box->first; i < box->end; i++) {
    n += shades[i].n_pixels;
    for (guint channel = 0; channel < CHANNELS; channel++)
      sums[channel] += (guint64) shades[i].n_pixels * get_channel (shades[i].colour, channel);
  }
  for (guint channel = 0; channel < CHANNELS; channel++)
    mean |= (guint32) ((sums[channel] + n / 2) / n) << (8 * channel);
  return mean;
}

/* From here on a slot has the colour's place in the table. */
static void
take_boxes (GradusColourTable *table, Census *census, const Box *boxes)
{
  const Shade *shades = (const Shade *) (void *) census->shades->data;

  for (guint i = 0; i < table->n; i++) {
    table->colours[i] = choose_colour (shades, &boxes[i]);
    for (gsize k = boxes[i].first; k < boxes[i].end; k++)
      census->slots[shades[k].slot] = i;
  }
}

/* How many of the first shades are exact. */
static guint
count_exact (const GArray *shades, guint most, gsize n_pixels)
{
  guint n = 0;

  if (shades->len <= most)
    return shades->len;
  while (n < (guint) (EXACT_SHARE * most) &&
         (gsize) g_array_index (shades, Shade, n).n_pixels * MANY >= n_pixels)
    n++;
  return n;
}

/* Boxes of one shade each, and of all others. */
static void
sort_into_boxes (GradusColourTable *table, guint most, Census *census, gsize n_pixels)
{
  Shade *shades = (Shade *) (void *) census->shades->data;
  Box boxes[GRADUS_COLOUR_TABLE_MOST];
  guint heaviest;

  qsort (shades, census->shades->len, sizeof (Shade), compare_shades);
  table->n = count_exact (census->shades, most, n_pixels);
  for (guint i = 0; i < table->n; i++)
    boxes[i] = (Box){ i, i + 1, 0, 0, 0 };
  if (table->n < census->shades->len) {
    boxes[table->n] = (Box){ table->n, census->shades->len, 0, 0, 0 };
    measure_box (shades, &boxes[table->n++]);
  }
  while (table->n < most && boxes[heaviest = find_heaviest (boxes, table->n)].length > 0) {
    boxes[table->n] = halve_box (shades, &boxes[heaviest]);
    table->n++;
  }
  take_boxes (table, census, boxes);
}

void
gradus_colour_table_fill (GradusColourTable *table, guint most, const guint32 *pixels, gsize n,
                          guint8 *indices)
{
  Census census = { .shades = g_array_new (FALSE, FALSE, sizeof (Shade)) };
  g_autofree guint32 *slots = g_new (guint32, n);

  census_init (&census, 10);
  for (gsize i = 0; i < n; i++)
    count_pixel (&census, pixels[i]);
  for (gsize i = 0; i < n; i++)
    slots[i] = find_slot (&census, pixels[i]);
  sort_into_boxes (table, most, &census, n);
  for (gsize i = 0; i < n; i++)
    indices[i] = (guint8) census.slots[slots[i]];
  g_array_unref (census.shades);
  g_free (census.slots);
}
