namespace DiTMoS.Data.Readers.Ucr;

/// <summary>How sets of the UEA and UCR archive are read, from <c>.ts</c> as from <c>.arff</c>.</summary>
public sealed record UcrOptions
{
    /// <summary>What becomes of series that are not equally long. Default <see cref="UcrLength.Refuse"/>.</summary>
    public UcrLength VariableLength { get; init; }

    /// <summary>What becomes of missing values: <see cref="MissingValues.Error"/> or <see cref="MissingValues.Interpolate"/>. Default <see cref="MissingValues.Error"/>.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="OptionException">A value is none of those named.</exception>
    internal void Check()
    {
        if (!Enum.IsDefined(VariableLength))
        {
            throw new OptionException($"{OptionName.Of("Ucr.VariableLength")} must be Refuse or Pad. Got {(int)VariableLength}.");
        }

        if (Missing is not (MissingValues.Error or MissingValues.Interpolate))
        {
            throw new OptionException($"{OptionName.Of("Ucr.Missing")} must be Error or Interpolate, as a series is not cut into pieces. Got {Missing}.");
        }
    }
}
