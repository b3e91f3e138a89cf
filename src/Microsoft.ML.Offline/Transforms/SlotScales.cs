namespace Microsoft.ML.Transforms;

/// <summary>How the slots of one column are normalised.</summary>
/// <param name="Type">The type of the column.</param>
/// <param name="IsDistribution">Whether scale and offset are standard deviation and mean of a distribution function.</param>
/// <param name="Scales">One for each slot.</param>
/// <param name="Offsets">One for each slot.</param>
internal sealed record SlotScales(DataViewType Type, bool IsDistribution, double[] Scales, double[] Offsets)
{
    public SlotScales(DataViewType type, bool isDistribution, IEnumerable<(double Scale, double Offset)> slots)
        : this(type, isDistribution, [.. slots.Select(s => s.Scale)], [.. slots.Select(s => s.Offset)])
    {
    }

    public void Save(BinaryWriter writer)
    {
        ValueFormat.WriteType(writer, Type);
        writer.Write(IsDistribution);
        writer.WriteArray(Scales, (w, x) => w.Write(x));
        writer.WriteArray(Offsets, (w, x) => w.Write(x));
    }

    public static SlotScales Load(BinaryReader reader)
        => new(ValueFormat.ReadType(reader), reader.ReadBoolean(), reader.ReadArray(r => r.ReadDouble()), reader.ReadArray(r => r.ReadDouble()));

    public float Apply(float value, int slot)
        => IsDistribution ? (float)Distribution(value, slot) : (value - (float)Offsets[slot]) * (float)Scales[slot];

    public double Apply(double value, int slot)
        => IsDistribution ? Distribution(value, slot) : (value - Offsets[slot]) * Scales[slot];

    // Winitzki's approximation of the normal distribution function; a constant slot becomes zero.
    private double Distribution(double value, int slot)
    {
        const double a = 0.147;
        if (Scales[slot] == 0)
            return 0;
        var x = (value - Offsets[slot]) / Scales[slot];
        var half = x * x / 2;
        return 0.5 + 0.5 * Math.Sign(x) * Math.Sqrt(1 - Math.Exp(-half * (4 / Math.PI + a * half) / (1 + a * half)));
    }
}
