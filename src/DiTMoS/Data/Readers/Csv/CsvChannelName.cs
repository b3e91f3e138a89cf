using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>The heading of a channel's column, such as <c>acc_x [m/s^2]</c> or <c>acc_x (g)</c>: a name and, in brackets behind it, a unit.</summary>
/// <param name="Name">The heading without the unit.</param>
/// <param name="Unit">The unit, as we write it; null where there is none that we know, and then all of the heading is the name.</param>
internal readonly record struct CsvChannelName(string Name, string? Unit)
{
    /// <summary>Takes a heading apart.</summary>
    public static CsvChannelName Of(string heading)
    {
        int open = heading.Length == 0 ? -1 : heading[^1] switch
        {
            ']' => heading.LastIndexOf('['),
            ')' => heading.LastIndexOf('('),
            _ => -1,
        };
        if (open < 0 || SensorUnit.NameOf(heading[(open + 1)..^1].Trim()) is not { } unit)
        {
            return new CsvChannelName(heading, null);
        }

        string name = heading[..open].TrimEnd();
        return name.Length > 0 ? new CsvChannelName(name, unit) : new CsvChannelName(heading, null);
    }

    /// <summary>Takes headings apart; those that would then have one name keep their units in it.</summary>
    public static CsvChannelName[] Of(IReadOnlyList<string> headings)
    {
        CsvChannelName[] names = [.. headings.Select(Of)];
        HashSet<string> several = [.. names.CountBy(name => name.Name).Where(name => name.Value > 1).Select(name => name.Key)];
        return [.. names.Select((name, c) => several.Contains(name.Name) ? name with { Name = headings[c] } : name)];
    }
}
