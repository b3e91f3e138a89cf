using System.Collections.ObjectModel;
using DiTMoS.Data;

namespace DiTMoS.Networks;

/// <summary>The rules that models and single networks share.</summary>
internal static class ModelChecks
{
    /// <summary>A copy of <paramref name="names"/>, which must be as many as asked for, filled and different.</summary>
    /// <exception cref="OptionException">They are not.</exception>
    public static ReadOnlyCollection<string> Names(IReadOnlyList<string> names, int count, string what)
    {
        Require(names.Count == count, what, $"must be {count}, as many as the networks have", $"{names.Count}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Require(!string.IsNullOrWhiteSpace(name), what, "must not be empty", "an empty one");
            Require(seen.Add(name), what, "must differ", $"'{name}' twice");
        }

        return names.ToArray().AsReadOnly();
    }

    /// <summary>Refuses a normalization that is not for <paramref name="channels"/> channels, or not finite.</summary>
    /// <exception cref="OptionException">It is not.</exception>
    public static ChannelNormalization Normalization(ChannelNormalization normalization, int channels)
    {
        Require(
            normalization.Mean.Count == channels && normalization.Scale.Count == channels,
            "normalization",
            $"must have a mean and a scale for each of the {channels} channels",
            $"{normalization.Mean.Count} means and {normalization.Scale.Count} scales");
        Require(
            normalization.Mean.All(double.IsFinite) && normalization.Scale.All(double.IsFinite),
            "normalization",
            "must have finite means and scales",
            "NaN or infinity");
        return normalization;
    }

    /// <summary>The spec of a network from a file, refused where a part of it is missing.</summary>
    /// <exception cref="OptionException">A block is missing, or the shape cannot be computed.</exception>
    public static NetworkSpec Spec(NetworkSpec? spec)
    {
        Require(spec is not null && spec.Blocks.All(block => block is not null), "network", "must have all its blocks", "null");
        spec!.Check();
        return spec;
    }

    /// <summary>Throws where a rule is not met.</summary>
    /// <exception cref="OptionException"><paramref name="condition"/> is false.</exception>
    public static void Require(bool condition, string part, string rule, string found)
    {
        if (!condition)
        {
            throw new OptionException($"Model, {part}: {rule}. Got {found}.");
        }
    }
}
