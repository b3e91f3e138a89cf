/* runner-stream.c - pushes the samples of windows.bin through the generated stream, and writes to results.bin what it decides.
 *
 *   windows.bin   uint32 count, then count samples of Subject_stream_channels floats
 *   results.bin   uint32 bytes of the stream, uint32 bytes of the context in it; for every push uint32 2 * instructions, and 1 more
 *                 where it decides: then behind it uint32 start, int32 outcome, int32 label, float score, int32 window label,
 *                 int32 route, uint32 invalid, Subject_classes scores; at the end uint32 stack bytes
 *
 * The stream is filled with signalling NaNs before it is prepared. */
#include "runner-room.h"

#define SIGNALLING_NAN 0x7FA00000u
#define BUFFER_WORDS 1024u
#define RECORD_WORDS (8u + Subject_classes)

/* The stream ends where the room does: in an image that is the end of RAM. */
static struct {
    unsigned char unused[ROOM_BYTES - sizeof(Subject_stream)];
    Subject_stream stream;
} room Room_section;
static float sample[Subject_stream_channels];
static uint32_t buffer[BUFFER_WORDS];
static uint32_t filled;

static void flush(void)
{
    Port_write(buffer, filled * sizeof *buffer);
    filled = 0;
}

static void put_float(float value)
{
    union { float value; uint32_t bits; } word;

    word.value = value;
    buffer[filled++] = word.bits;
}

static void put_decision(const Subject_decision *decision, uint32_t invalid)
{
    uint32_t k;

    buffer[filled++] = decision->start;
    buffer[filled++] = (uint32_t)decision->outcome;
    buffer[filled++] = (uint32_t)decision->label;
    put_float(decision->score);
    buffer[filled++] = (uint32_t)decision->window_label;
    buffer[filled++] = (uint32_t)decision->route;
    buffer[filled++] = invalid;
    for (k = 0; k < Subject_classes; k++) {
        put_float(decision->scores[k]);
    }
}

int main(void)
{
    const uint32_t bytes[2] = { sizeof(Subject_stream), sizeof(Subject_context) - Subject_record_bytes };
    volatile uint32_t *word = (volatile uint32_t *)(void *)&room.stream;
    uint32_t count;
    uint32_t stack_bytes;
    uint32_t i;

    Port_open();
    Port_read(&count, sizeof count);
    Port_write(bytes, sizeof bytes);
    fill_room(room.unused, sizeof room.unused);
    for (i = 0; i < sizeof room.stream / sizeof *word; i++) {
        word[i] = SIGNALLING_NAN;
    }
    Subject_stream_init(&room.stream);
    Port_begin_stream();
    for (i = 0; i < count; i++) {
        Subject_decision decision;
        Port_cost cost;
        int32_t decides;

        Port_read(sample, sizeof sample);
        cost = Port_push(&room.stream, sample, &decision, &decides);
        if (filled + RECORD_WORDS > BUFFER_WORDS) {
            flush();
        }
        buffer[filled++] = 2u * cost.instructions + (uint32_t)decides;
        if (decides) {
            put_decision(&decision, cost.invalid);
        }
    }
    flush();
    stack_bytes = Port_stream_stack();
    Port_write(&stack_bytes, sizeof stack_bytes);
    check_room(room.unused, sizeof room.unused);
    Port_close();
    return 0;
}
