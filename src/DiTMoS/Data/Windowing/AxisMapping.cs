namespace DiTMoS.Data.Windowing;

/// <summary>Turns the axes of three-axis sensors: which old axis, with which sign, becomes x, y and z.</summary>
internal sealed class AxisMapping
{
    private const string Axes = "xyz";

    private readonly (int Axis, int Sign)[] _from;           // for x, y, z

    private AxisMapping((int Axis, int Sign)[] from) => _from = from;

    /// <summary>Reads a mapping such as <c>x=-y,y=x,z=z</c>.</summary>
    /// <exception cref="OptionException">An axis is missing, is there twice, or is none of x, y and z.</exception>
    public static AxisMapping Parse(string text)
    {
        var from = new (int Axis, int Sign)[Axes.Length];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
            int to = sides.Length == 2 ? AxisOf(sides[0]) : -1;
            int sign = to >= 0 && sides[1].StartsWith('-') ? -1 : 1;
            int axis = to >= 0 ? AxisOf(sides[1].TrimStart('-', '+')) : -1;
            if (axis < 0 || from[to].Sign != 0 || from.Any(other => other.Sign != 0 && other.Axis == axis) || sides[1].Length > 2)
            {
                throw Bad(text, part);
            }

            from[to] = (axis, sign);
        }

        return from.All(axis => axis.Sign != 0) ? new AxisMapping(from) : throw Bad(text, text);
    }

    /// <summary>The channel, and its sign, that each channel is taken from.</summary>
    /// <param name="names">The channel names; a sensor is three names that differ in one letter alone: x, y and z, such as <c>acc_x</c>, <c>acc_y</c>, <c>acc_z</c>.</param>
    /// <exception cref="OptionException">No three channels are the axes of a sensor.</exception>
    public (int Channel, int Sign)[] Resolve(IReadOnlyList<string> names)
    {
        (int Channel, int Sign)[] sources = [.. Enumerable.Range(0, names.Count).Select(c => (c, 1))];
        bool isFound = false;
        foreach (int[] sensor in SensorsOf(names))
        {
            isFound = true;
            for (int axis = 0; axis < Axes.Length; axis++)
            {
                sources[sensor[axis]] = (sensor[_from[axis].Axis], _from[axis].Sign);
            }
        }

        return isFound
            ? sources
            : throw new OptionException($"{OptionName.Of("Axes")} needs the three axes of a sensor: channels whose names differ in the letters x, y and z alone, such as acc_x, acc_y, acc_z. The channels are {string.Join(", ", names.Take(64).Select(Text.Shown))}. Leave {OptionName.Of("Axes")} out, or name the channels so.");
    }

    // The letter farthest right decides where several could: the axis usually ends a name.
    private static IEnumerable<int[]> SensorsOf(IReadOnlyList<string> names)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int c = 0; c < names.Count; c++)
        {
            index.TryAdd(names[c], c);
        }

        var taken = new HashSet<int>();
        foreach (string name in names)
        {
            for (int at = name.Length - 1; at >= 0; at--)
            {
                if (name[at] is not ('x' or 'X'))
                {
                    continue;
                }

                int[] sensor = [.. Axes.Select(axis => index.GetValueOrDefault(string.Concat(name.AsSpan(0, at), [char.IsUpper(name[at]) ? char.ToUpperInvariant(axis) : axis], name.AsSpan(at + 1)), -1))];
                if (Array.TrueForAll(sensor, c => c >= 0 && !taken.Contains(c)))
                {
                    taken.UnionWith(sensor);
                    yield return sensor;
                    break;
                }
            }
        }
    }

    private static int AxisOf(string text) => text.Length == 1 ? Axes.IndexOf(char.ToLowerInvariant(text[0]), StringComparison.Ordinal) : -1;

    private static OptionException Bad(string text, string part) =>
        new($"{OptionName.Of("Axes")} must say for each of x, y and z once which axis, or with - which turned axis, it is taken from, and use each once: x=-y,y=x,z=z. Got '{Text.Shown(text)}'{(part == text ? "" : $", where '{Text.Shown(part)}' does not fit")}.");
}
