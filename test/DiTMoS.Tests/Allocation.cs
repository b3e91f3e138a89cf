namespace DiTMoS.Tests;

/// <summary>What code allocates on the managed heap.</summary>
internal static class Allocation
{
    private const int Rounds = 5;

    /// <summary>Bytes that the calling thread allocates: the least of several rounds, as the runtime itself allocates now and then, where it compiles anew or threads meet at a lock.</summary>
    /// <param name="work">What is measured; it was run once before.</param>
    public static long LeastOf(Action work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
