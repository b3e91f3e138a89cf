/* toy_weights.c - weights of the inference by hand. */
#include "toy_weights.h"

const float toy_classifier_weights[2][3][2] = {
    { { 0.5f, -1.0f }, { 0.25f, 0.75f }, { -0.125f, 0.3f } },
    { { -0.5f, 0.1f }, { 1.25f, -0.7f }, { 0.6f, 0.2f } }
};
