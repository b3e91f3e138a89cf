using System.Buffers.Binary;
using DiTMoS.Streaming;

namespace DiTMoS.Verification.Harness;

/// <summary>What generated code makes of a stream: <c>results.bin</c>.</summary>
/// <param name="StreamBytes">Bytes of the stream, the network's context included.</param>
/// <param name="ContextBytes">Bytes of that context.</param>
/// <param name="StackBytes">The most stack of a push; 0 where it is not measured.</param>
/// <param name="Instructions">Instructions of each push; 0 where they are not counted.</param>
/// <param name="Answers">The decisions in order.</param>
internal sealed record StreamResults(int StreamBytes, int ContextBytes, int StackBytes, int[] Instructions, IReadOnlyList<StreamAnswer> Answers)
{
    private const int HeadWords = 2;
    private const int AnswerWords = 7;

    /// <summary>Reads what the runner wrote.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="pushes">The samples that were pushed.</param>
    /// <param name="classes">Classes, K.</param>
    /// <exception cref="RunnerException">It is shorter or longer than that.</exception>
    public static StreamResults Read(ReadOnlySpan<byte> bytes, int pushes, int classes)
    {
        var words = new int[bytes.Length / sizeof(int)];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }

        var instructions = new int[pushes];
        var answers = new List<StreamAnswer>();
        int at = HeadWords;
        for (int push = 0; push < pushes && at < words.Length; push++)
        {
            int word = words[at++];
            instructions[push] = (int)((uint)word >> 1);
            if ((word & 1) != 0 && at + AnswerWords + classes <= words.Length)
            {
                answers.Add(Answer(push, words.AsSpan(at, AnswerWords + classes)));
                at += AnswerWords + classes;
            }
        }

        return at == words.Length - 1 && bytes.Length % sizeof(int) == 0
            ? new StreamResults(words[0], words[1], words[^1], instructions, answers)
            : throw new RunnerException($"the stream gave {bytes.Length} bytes of results, which are not those of {pushes} samples");
    }

    private static StreamAnswer Answer(int push, ReadOnlySpan<int> words)
    {
        var decision = new StreamingDecision
        {
            Start = (uint)words[0],
            Outcome = (StreamingOutcome)words[1],
            Label = words[2],
            Score = BitConverter.Int32BitsToSingle(words[3]),
            WindowLabel = words[4],
            Route = words[5],
        };
        var scores = new float[words.Length - AnswerWords];
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = BitConverter.Int32BitsToSingle(words[AnswerWords + k]);
        }

        return new StreamAnswer(push, decision, words[6] != 0, scores);
    }
}
