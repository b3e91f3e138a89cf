/* runner-port.h - what the runner needs of the machine that it runs on: windows, results, and what one inference takes.
 *
 * Names that meet those of the inference begin with a capital or hold a hyphen: no generated one does, so that a model may be
 * called anything. runner-subject.h says what stands behind Subject_... */
#ifndef RUNNER_PORT_H
#define RUNNER_PORT_H

#include <stdint.h>
#include "runner-subject.h"

/* One inference as the machine saw it; zeros where it cannot tell. */
typedef struct {
    uint32_t instructions;  /* executed from the call to the return */
    uint32_t stack_bytes;   /* below the caller's frame, at most */
    uint32_t invalid;       /* 1: an operation read a signalling NaN, which is what memory holds that nobody wrote */
} Port_cost;

/* Opens windows.bin and results.bin. */
void Port_open(void);
void Port_read(void *to, uint32_t bytes);
void Port_write(const void *from, uint32_t bytes);
void Port_close(void);

/* Says what is wrong, a line, and ends the run. */
void Port_fail(const char *what);

/* Runs one inference. */
Port_cost Port_run(Subject_context *context, Subject_result *result);

/* Writes what the last inference took step by step; Subject_steps records, where steps are profiled. */
void Port_write_steps(void);

#ifdef Subject_streamed
/* Behind it, pushes are watched. */
void Port_begin_stream(void);

/* Pushes one sample. `invalid` is that of all pushes since the last decision. */
Port_cost Port_push(Subject_stream *stream, const float *sample, Subject_decision *decision, int32_t *decides);

/* The most stack that a push took. */
uint32_t Port_stream_stack(void);
#endif

#endif
