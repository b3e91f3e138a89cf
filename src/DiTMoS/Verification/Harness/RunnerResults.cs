using System.Buffers.Binary;

namespace DiTMoS.Verification.Harness;

/// <summary>What generated code says of all windows: <c>results.bin</c>.</summary>
/// <param name="ContextBytes">Bytes of the context, the arena included.</param>
/// <param name="ArenaBytes">Bytes of the arena.</param>
/// <param name="Answers">The answers, window by window.</param>
internal sealed record RunnerResults(int ContextBytes, int ArenaBytes, IReadOnlyList<RunnerAnswer> Answers)
{
    private const int HeadWords = 2;
    private const int AnswerWords = 5;
    private const int StepWords = 4;

    /// <summary>Reads what the runner wrote.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="count">The windows that were run.</param>
    /// <param name="subject">The code that was run.</param>
    /// <param name="profiled">Whether steps were counted.</param>
    /// <exception cref="RunnerException">It is shorter or longer than that.</exception>
    public static RunnerResults Read(ReadOnlySpan<byte> bytes, int count, C99Subject subject, bool profiled)
    {
        int steps = profiled ? subject.Steps : 0;
        int words = AnswerWords + (2 * subject.Classes) + (StepWords * steps);
        long expected = sizeof(int) * (HeadWords + ((long)count * words));
        if (bytes.Length != expected)
        {
            throw new RunnerException($"the inference gave {bytes.Length} bytes of results instead of {expected}");
        }

        var values = new int[bytes.Length / sizeof(int)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }

        return new RunnerResults(values[0], values[1], [.. Enumerable.Range(0, count).Select(i => Answer(values.AsSpan(HeadWords + (i * words), words), subject.Classes))]);
    }

    private static RunnerAnswer Answer(ReadOnlySpan<int> words, int classes)
    {
        ReadOnlySpan<int> steps = words[(AnswerWords + (2 * classes))..];
        var costs = new StepCost[steps.Length / StepWords];
        for (int s = 0; s < costs.Length; s++)
        {
            ReadOnlySpan<int> step = steps.Slice(s * StepWords, StepWords);
            costs[s] = new StepCost(step[0], (uint)step[1], step[2], step[3] != 0);
        }

        return new RunnerAnswer(words[0], words[1], (uint)words[2], words[3], words[4] != 0, Floats(words.Slice(AnswerWords, classes)), Floats(words.Slice(AnswerWords + classes, classes)), costs);
    }

    private static float[] Floats(ReadOnlySpan<int> words)
    {
        var values = new float[words.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(words[i]);
        }

        return values;
    }
}
