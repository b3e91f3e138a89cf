using System.Globalization;

namespace DiTMoS.Export.Onnx;

/// <summary>Shapes as text.</summary>
internal static class OnnxShape
{
    private const int MostShown = 8;

    /// <summary>(8, 3, 15), shortened where it has more dimensions than any tensor should.</summary>
    public static string Text(IReadOnlyCollection<long> shape)
    {
        IEnumerable<string> shown = shape.Take(MostShown).Select(value => value.ToString(CultureInfo.InvariantCulture));
        return $"({string.Join(", ", shape.Count > MostShown ? shown.Append("...") : shown)})";
    }
}
