/* SPDX-License-Identifier: MIT */
#include "plot/formula-symbols.h"

#include <string.h>

static const struct {
  const char *name, *symbol;
} symbols[] = {
  { "alpha", "α" },   { "beta", "β" },     { "gamma", "γ" },   { "delta", "δ" },
  { "epsilon", "ε" }, { "eta", "η" },      { "theta", "θ" },   { "lambda", "λ" },
  { "mu", "μ" },      { "pi", "π" },       { "rho", "ρ" },     { "sigma", "σ" },
  { "tau", "τ" },     { "phi", "φ" },      { "omega", "ω" },   { "Delta", "Δ" },
  { "Sigma", "Σ" },   { "Phi", "Φ" },      { "Omega", "Ω" },   { "partial", "∂" },
  { "nabla", "∇" },   { "sum", "∑" },      { "prod", "∏" },    { "infty", "∞" },
  { "cdot", " · " },  { "times", " × " },  { "le", " ≤ " },    { "ge", " ≥ " },
  { "ne", " ≠ " },    { "approx", " ≈ " }, { "to", " → " },    { "leftarrow", " ← " },
  { "in", " ∈ " },    { "dots", "…" },     { "log", "log " },  { "exp", "exp" },
  { "ln", "ln " },
  { "max", "max" },   { "min", "min" },    { "tanh", "tanh" }, { "quad", "  " },
};

const char *
gradus_formula_find_symbol (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++) {
    if (strlen (symbols[i].name) == length && strncmp (symbols[i].name, name, length) == 0)
      return symbols[i].symbol;
  }
  return NULL;
}
