using DiTMoS.Data;

namespace DiTMoS.Tool.Figures;

/// <summary>The windows that a source gives, and how many of each class.</summary>
internal sealed record WindowBalance
{
    public required int Windows { get; init; }

    public required int Channels { get; init; }

    public required int Length { get; init; }

    public required double? SampleRateHz { get; init; }

    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    public static WindowBalance Of(WindowSet windows)
    {
        int[] counts = new int[windows.Classes];
        foreach (int label in windows.Labels.Where(label => label >= 0))
        {
            counts[label]++;
        }

        return new WindowBalance
        {
            Windows = windows.Count,
            Channels = windows.Channels,
            Length = windows.Length,
            SampleRateHz = windows.SampleRateHz,
            Classes = windows.ClassNames.Select((name, k) => (name, counts[k])).ToDictionary(pair => pair.name, pair => pair.Item2),
        };
    }
}
