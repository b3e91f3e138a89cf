using DiTMoS.Data.Survey;

namespace DiTMoS.Tool.Figures;

/// <summary>What <c>ditmos data check</c> found.</summary>
internal sealed record DataCheckFigures
{
    public string Command { get; init; } = "data check";

    public required string Source { get; init; }

    public required string Format { get; init; }

    public required bool HoldsWindows { get; init; }

    public required int Recordings { get; init; }

    public required long Samples { get; init; }

    public required double? Seconds { get; init; }

    public required IReadOnlyList<double> SampleRatesHz { get; init; }

    public required int Shortest { get; init; }

    public required int Longest { get; init; }

    public required int Gaps { get; init; }

    public required long Unlabelled { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    public required int Trials { get; init; }

    public required int OfficialFolds { get; init; }

    public required IReadOnlyList<ChannelSurvey> Channels { get; init; }

    public required IReadOnlyList<ClassSurvey> Classes { get; init; }

    public required IReadOnlyDictionary<string, long> Repairs { get; init; }

    public required WindowBalance? Windows { get; init; }

    public static DataCheckFigures Of(RecordingSurvey survey, WindowBalance? windows) => new()
    {
        Source = survey.Source,
        Format = survey.Format,
        HoldsWindows = survey.HoldsWindows,
        Recordings = survey.Recordings,
        Samples = survey.Samples,
        Seconds = survey.Seconds,
        SampleRatesHz = survey.SampleRatesHz,
        Shortest = survey.Shortest,
        Longest = survey.Longest,
        Gaps = survey.Gaps,
        Unlabelled = survey.Unlabelled,
        Subjects = survey.Subjects,
        Trials = survey.Trials,
        OfficialFolds = survey.OfficialFolds,
        Channels = survey.Channels,
        Classes = survey.Classes,
        Repairs = survey.Repairs,
        Windows = windows,
    };
}
