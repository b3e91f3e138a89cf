using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tool.Arguments;

namespace DiTMoS.Tool.Evaluation;

/// <summary>Which windows a model is judged on, and how they came to be chosen.</summary>
/// <param name="Part">The part: test, validation, train or all.</param>
/// <param name="Rows">The windows.</param>
/// <param name="Split">How the windows were split, in words.</param>
/// <param name="Kind">What the split keeps together; null where unknown.</param>
/// <param name="TrainedOn">How many of the windows the model learnt from, or was chosen by.</param>
internal sealed record EvaluatedRows(DataPart Part, int[] Rows, string Split, SplitKind? Kind, int TrainedOn)
{
    /// <summary>The test part of a training run.</summary>
    public static EvaluatedRows OfTest(DataSplit split) => new(DataPart.Test, split.Test, split.Description, split.Kind, TrainedOn: 0);

    /// <summary>The part that was asked for: of the split that was asked for, else of the split that the model remembers, else of nothing, which is all windows.</summary>
    public static EvaluatedRows Choose(WindowSet windows, TrainingRecord record, DataPart? part, SplitArguments arguments, ParseResult parsed, int seed)
    {
        bool isKnown = IsTrainedOn(windows, record);
        EvaluatedRows chosen;
        if (part == DataPart.All)
        {
            chosen = new EvaluatedRows(DataPart.All, AllOf(windows), isKnown ? record.Split : "none", null, 0);
        }
        else if (arguments.AreGiven(parsed))
        {
            DataSplit split = arguments.Split(parsed, windows, seed);
            chosen = new EvaluatedRows(part ?? DataPart.Test, Pick(part, split.Train, split.Validation, split.Test), split.Description, split.Kind, 0);
        }
        else if (isKnown)
        {
            chosen = new EvaluatedRows(part ?? DataPart.Test, Pick(part, record.TrainRows, record.ValidationRows, record.TestRows), record.Split, null, 0);
        }
        else if (part is null)
        {
            chosen = new EvaluatedRows(DataPart.All, AllOf(windows), "none: these are not the recordings that the model was trained on, so all windows are evaluated", null, 0);
        }
        else
        {
            throw new OptionException(
                $"--part {Name(part.Value)} needs a split, as '{windows.Source}' ({windows.Count} windows) is not what the model was trained on: '{record.Source}' ({CountOf(record)} windows). Add --split, or leave --part out.");
        }

        if (chosen.Rows.Length == 0)
        {
            throw new OptionException($"--part {Name(chosen.Part)} must have windows. The split has none in it. Choose another part.");
        }

        return isKnown ? chosen with { TrainedOn = chosen.Rows.Intersect(record.TrainRows.Concat(record.ValidationRows)).Count() } : chosen;
    }

    /// <summary>A part as it is written on the command line.</summary>
    public static string Name(DataPart part) => part switch
    {
        DataPart.Train => "train",
        DataPart.Validation => "validation",
        DataPart.All => "all",
        _ => "test",
    };

    private static int[] AllOf(WindowSet windows) => [.. Enumerable.Range(0, windows.Count)];

    private static int[] Pick(DataPart? part, IReadOnlyList<int> train, IReadOnlyList<int> validation, IReadOnlyList<int> test) =>
        [.. part switch { DataPart.Train => train, DataPart.Validation => validation, _ => test }];

    private static int CountOf(TrainingRecord record) => record.TrainRows.Count + record.ValidationRows.Count + record.TestRows.Count;

    private static bool IsTrainedOn(WindowSet windows, TrainingRecord record) => windows.Count == CountOf(record) && windows.Digest() == record.DataDigest;
}
