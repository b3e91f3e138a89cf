/* runner-host.c - the runner's machine is a PC. */
#include <fenv.h>
#include <stdio.h>
#include <stdlib.h>
#include "runner-port.h"

static FILE *windows;
static FILE *results;

static FILE *opened(const char *name, const char *mode)
{
    FILE *file = fopen(name, mode);

    if (file == NULL) {
        perror(name);
        exit(EXIT_FAILURE);
    }
    return file;
}

void Port_fail(const char *what)
{
    fputs(what, stderr);
    exit(EXIT_FAILURE);
}

void Port_open(void)
{
    windows = opened("windows.bin", "rb");
    results = opened("results.bin", "wb");
}

void Port_read(void *to, uint32_t bytes)
{
    if (fread(to, 1, bytes, windows) != bytes) {
        Port_fail("windows.bin ends too early\n");
    }
}

void Port_write(const void *from, uint32_t bytes)
{
    if (fwrite(from, 1, bytes, results) != bytes) {
        perror("results.bin");
        exit(EXIT_FAILURE);
    }
}

void Port_close(void)
{
    if (fclose(results) != 0) {
        perror("results.bin");
        exit(EXIT_FAILURE);
    }
}

Port_cost Port_run(Subject_context *context, Subject_result *result)
{
    Port_cost cost = { 0, 0, 0 };

    feclearexcept(FE_INVALID);
    if (Subject_run(context, result) != 0) {
        Port_fail("error: the inference returned another status than 0\n");
    }
    cost.invalid = fetestexcept(FE_INVALID) != 0;
    return cost;
}

void Port_write_steps(void)
{
}

#ifdef Subject_streamed

void Port_begin_stream(void)
{
    feclearexcept(FE_INVALID);
}

Port_cost Port_push(Subject_stream *stream, const float *sample, Subject_decision *decision, int32_t *decides)
{
    Port_cost cost = { 0, 0, 0 };

    *decides = Subject_push(stream, sample, decision);
    if (*decides != 0 && *decides != 1) {
        Port_fail("error: pushing a sample returned another status than 0 and 1\n");
    }
    cost.invalid = fetestexcept(FE_INVALID) != 0;
    if (*decides) {
        feclearexcept(FE_INVALID);
    }
    return cost;
}

uint32_t Port_stream_stack(void)
{
    return 0;
}

#endif
