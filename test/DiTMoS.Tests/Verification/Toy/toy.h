/* toy.h - an inference by hand, of the same interface as generated ones: two steps of the selector, two of a classifier. */
#ifndef TOY_H
#define TOY_H

#include <stdint.h>

#define TOY_CHANNELS 2
#define TOY_LENGTH 8
#define TOY_CLASSES 3
#define TOY_ARENA_BYTES 128
#define TOY_FLASH_RECORD_BYTES 0

typedef struct {
    float arena[TOY_ARENA_BYTES / 4];
} toy_context;

typedef struct {
    int32_t route;
    int32_t label;
    const float *logits;
    const float *scores;
} toy_result;

void toy_init(toy_context *context);
float *toy_input(toy_context *context);
int32_t toy_run(toy_context *context, toy_result *result);

#endif
