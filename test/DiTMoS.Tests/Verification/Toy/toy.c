/* toy.c - means of both channels; the larger one chooses the weights that they are multiplied by.
 *
 * Arena of 32 floats: input 0-15, means 16-17, logits 18-20, scores 21-23, the rest is never written.
 * A fault can be built in: TOY_FAULT_WRITE, TOY_FAULT_BEFORE, TOY_FAULT_CONSTANT, TOY_FAULT_READ, TOY_FAULT_STACK. */
#include "toy.h"
#include "toy_weights.h"

#ifndef TOY_PROFILE
#define TOY_PROFILE(step) ((void)0)
#endif

enum { MEANS = 16, LOGITS = 18, SCORES = 21, UNWRITTEN = 24 };

void toy_init(toy_context *context)
{
    (void)context;
}

float *toy_input(toy_context *context)
{
    return context->arena;
}

#ifdef TOY_FAULT_STACK
static float deep(volatile float *values, int32_t depth)
{
    volatile float frame[64];

    frame[depth & 63] = values[0];
    return depth == 0 ? frame[0] : deep(frame, depth - 1) + frame[1];
}
#endif

static void means(float *arena)
{
    int32_t c;
    int32_t t;

    for (c = 0; c < TOY_CHANNELS; c++) {
        float sum = 0.0f;

        for (t = 0; t < TOY_LENGTH; t++) {
            sum += arena[t * TOY_CHANNELS + c];
        }
        arena[MEANS + c] = sum * 0.125f;
    }
#ifdef TOY_FAULT_STACK
    arena[MEANS] += deep(arena, 1000);
#endif
}

static int32_t largest(const float *values, int32_t count)
{
    int32_t best = 0;
    int32_t i;

    for (i = 1; i < count; i++) {
        if (values[i] > values[best]) {
            best = i;
        }
    }
    return best;
}

static void classify(float *arena, int32_t route)
{
    int32_t k;

    for (k = 0; k < TOY_CLASSES; k++) {
        const float *weights = toy_classifier_weights[route][k];

        arena[LOGITS + k] = weights[0] * arena[MEANS] + weights[1] * arena[MEANS + 1];
    }
#ifdef TOY_FAULT_READ
    arena[LOGITS] += arena[UNWRITTEN];
#endif
#ifdef TOY_FAULT_WRITE
    arena[TOY_ARENA_BYTES / 4 + route] = 1.0f;
#endif
#ifdef TOY_FAULT_BEFORE
    ((volatile float *)arena)[route - 100] = 1.0f;
#endif
#ifdef TOY_FAULT_CONSTANT
    *(volatile float *)(uintptr_t)&toy_classifier_weights[0][0][0] = 1.0f;
#endif
}

/* Shares of the squares: nothing that a library would be needed for. */
static void score(float *arena)
{
    float sum = 1e-6f;
    int32_t k;

    for (k = 0; k < TOY_CLASSES; k++) {
        sum += arena[LOGITS + k] * arena[LOGITS + k];
    }
    for (k = 0; k < TOY_CLASSES; k++) {
        arena[SCORES + k] = arena[LOGITS + k] * arena[LOGITS + k] / sum;
    }
}

int32_t toy_run(toy_context *context, toy_result *result)
{
    float *arena = context->arena;

    means(arena);
    TOY_PROFILE(0);
    result->route = largest(arena + MEANS, 2);
    TOY_PROFILE(1);
    classify(arena, result->route);
    TOY_PROFILE(2);
    score(arena);
    result->label = largest(arena + SCORES, TOY_CLASSES);
    result->logits = arena + LOGITS;
    result->scores = arena + SCORES;
    TOY_PROFILE(3);
    return 0;
}
