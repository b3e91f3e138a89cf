namespace DiTMoS.Data.Readers.Deap;

/// <summary>How DEAP is read.</summary>
public sealed record DeapOptions
{
    /// <summary>The rating that becomes the class. Default <see cref="DeapTarget.Valence"/>.</summary>
    public DeapTarget Target { get; init; }

    /// <summary>
    /// Ratings below it are of class <c>low</c>, others of class <c>high</c>; in (1, 9]. Default 5, the middle of the scale, as in the data set's paper
    /// (Koelstra et al. 2012).
    /// </summary>
    public double Threshold { get; init; } = 5;

    /// <summary>Whether the first three seconds, recorded before the video, are left out. Default true.</summary>
    public bool DropBaseline { get; init; } = true;

    /// <summary>Checks the options.</summary>
    /// <exception cref="OptionException">A value is out of range.</exception>
    internal void Check()
    {
        if (!Enum.IsDefined(Target))
        {
            throw new OptionException($"{OptionName.Of("Deap.Target")} must be Valence, Arousal, Dominance or Liking. Got {(int)Target}.");
        }

        if (!(Threshold is > 1 and <= 9))
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of("Deap.Threshold")} must be above 1 and at most 9, as ratings are from 1 to 9. Got {Threshold}."));
        }
    }
}
