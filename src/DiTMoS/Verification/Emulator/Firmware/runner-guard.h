/* runner-guard.h - the memory protection of the image. */
#ifndef RUNNER_GUARD_H
#define RUNNER_GUARD_H

/* From here on code memory is read-only, RAM is not executed, and nothing else is there but timers and system registers. */
void Guard_on(void);

#endif
