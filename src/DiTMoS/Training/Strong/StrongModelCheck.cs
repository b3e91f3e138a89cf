using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Training.Strong;

/// <summary>Refuses strong models that are not for the windows at hand, or that know those to test.</summary>
internal static class StrongModelCheck
{
    /// <summary>Checks a strong model that was given.</summary>
    /// <param name="strong">The strong model.</param>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Which of them are tested.</param>
    /// <param name="classNames">The classes of the model to train.</param>
    /// <exception cref="OptionException">It reads other windows, knows the windows to test, or has other classes.</exception>
    public static void Check(NetworkFile strong, WindowSet windows, DataSplit split, IReadOnlyList<string> classNames)
    {
        if (strong.Network.Spec.Channels != windows.Channels || strong.Network.Spec.Length != windows.Length)
        {
            throw new OptionException(
                $"The strong model must read {windows.Channels} x {windows.Length} windows. It reads {strong.Network.Spec.Channels} x {strong.Network.Spec.Length}: train one on these recordings.");
        }

        if (strong.Record is { DataDigest: { } digest } record && digest == windows.Digest())
        {
            int learnt = split.Test.Intersect(record.TrainRows.Concat(record.ValidationRows)).Count();
            if (learnt > 0)
            {
                throw new OptionException($"The strong model must not know the windows to test. {learnt} of {split.Test.Length} are windows that it was trained or selected on: split as it was split ({record.Split}), or train one anew.");
            }
        }

        if (!strong.ClassNames.SequenceEqual(classNames))
        {
            throw new OptionException(
                $"The strong model must have the classes {string.Join(", ", classNames)}, in this order. It has {string.Join(", ", strong.ClassNames)}: train one on these recordings.");
        }
    }
}
