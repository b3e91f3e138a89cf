using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data;

/// <summary>Alters valid files at random: a reader may read what comes out, or refuse it with our exceptions, and nothing else.</summary>
internal static class Mutations
{
    /// <summary>A property's settings: how often it is tried, and the same values every time.</summary>
    public static Config Config(int count) => FsCheck.Config.QuickThrowOnFailure
        .WithReplay(seed: 20240311, gamma: 77)
        .WithMaxTest(count)
        .WithQuietOnSuccess(true);

    /// <summary>Checks that no alteration of these bytes brings anything but our exceptions.</summary>
    /// <param name="bytes">The bytes to alter.</param>
    /// <param name="load">Loads the altered bytes.</param>
    /// <param name="count">How many alterations are tried.</param>
    /// <returns>How many were read, and how many refused.</returns>
    public static (int Read, int Refused) Try(byte[] bytes, Action<byte[]> load, int count = 200)
    {
        int read = 0;
        int refused = 0;
        FsCheck.Check.One(Config(count), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            try
            {
                load(Alter(bytes, new SeededRandom(seed, "mutation")));
                read++;
            }
            catch (DiTMoSException)
            {
                refused++;
            }
        }));
        return (read, refused);
    }

    // Up to four changes: a byte, a bit, a run of zeros or 0xFF, a cut, or a piece moved elsewhere.
    private static byte[] Alter(byte[] bytes, SeededRandom random)
    {
        byte[] altered = [.. bytes];
        for (int change = random.Next(4); change >= 0 && altered.Length > 0; change--)
        {
            int at = random.Next(altered.Length);
            int run = Math.Min(1 + random.Next(8), altered.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    altered[at] = (byte)random.Next(256);
                    break;
                case 1:
                    altered[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    altered.AsSpan(at, run).Clear();
                    break;
                case 3:
                    altered.AsSpan(at, run).Fill(0xFF);
                    break;
                case 4:
                    altered = altered[..at];
                    break;
                default:
                    altered.AsSpan(random.Next(altered.Length - run + 1), run).CopyTo(altered.AsSpan(at));
                    break;
            }
        }

        return altered;
    }
}
