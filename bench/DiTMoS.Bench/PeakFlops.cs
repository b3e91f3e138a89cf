using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Bench;

/// <summary>What the machine's fused multiply-add units can do at best, with the widest vectors that it has: the ceiling that kernels are judged by.</summary>
internal static class PeakFlops
{
    private const int Chains = 12; // over latency (4) x units (2), and few enough to stay in 16 registers
    private const int Iterations = 20_000_000;
    private const int Repeats = 5;

    /// <summary>Billions of operations per second, the best of several measurements.</summary>
    /// <param name="threads">Threads that compute at the same time, at least 1.</param>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            best = Math.Max(best, MeasureOnce(threads, Vector256<float>.Count, Spin));
            if (Vector512.IsHardwareAccelerated)
            {
                best = Math.Max(best, MeasureOnce(threads, Vector512<float>.Count, SpinWide));
            }
        }

        return best;
    }

    private static double MeasureOnce(int threads, int lanes, Func<int, float> spin)
    {
        using var ready = new Barrier(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            ready.SignalAndWait();
            spin(Iterations);
        }))];
        Array.ForEach(workers, worker => worker.Start());
        var watch = Stopwatch.StartNew(); // the workers wait for us, so none has begun
        ready.SignalAndWait();
        Array.ForEach(workers, worker => worker.Join());
        double operations = 2.0 * lanes * Chains * Iterations * threads;
        return operations / watch.Elapsed.TotalSeconds / 1e9;
    }

    // Twelve chains that do not wait for each other; every one converges to 1, so that no value is denormal or infinite.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Spin(int iterations)
    {
        Vector256<float> m = Vector256.Create(0.5f);
        Vector256<float> a0 = Vector256<float>.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0, a9 = a0, a10 = a0, a11 = a0;
        for (int i = 0; i < iterations; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, m, m);
            a1 = Vector256.FusedMultiplyAdd(a1, m, m);
            a2 = Vector256.FusedMultiplyAdd(a2, m, m);
            a3 = Vector256.FusedMultiplyAdd(a3, m, m);
            a4 = Vector256.FusedMultiplyAdd(a4, m, m);
            a5 = Vector256.FusedMultiplyAdd(a5, m, m);
            a6 = Vector256.FusedMultiplyAdd(a6, m, m);
            a7 = Vector256.FusedMultiplyAdd(a7, m, m);
            a8 = Vector256.FusedMultiplyAdd(a8, m, m);
            a9 = Vector256.FusedMultiplyAdd(a9, m, m);
            a10 = Vector256.FusedMultiplyAdd(a10, m, m);
            a11 = Vector256.FusedMultiplyAdd(a11, m, m);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    // The same, twice as wide.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float SpinWide(int iterations)
    {
        Vector512<float> m = Vector512.Create(0.5f);
        Vector512<float> a0 = Vector512<float>.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0, a9 = a0, a10 = a0, a11 = a0;
        for (int i = 0; i < iterations; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, m, m);
            a1 = Vector512.FusedMultiplyAdd(a1, m, m);
            a2 = Vector512.FusedMultiplyAdd(a2, m, m);
            a3 = Vector512.FusedMultiplyAdd(a3, m, m);
            a4 = Vector512.FusedMultiplyAdd(a4, m, m);
            a5 = Vector512.FusedMultiplyAdd(a5, m, m);
            a6 = Vector512.FusedMultiplyAdd(a6, m, m);
            a7 = Vector512.FusedMultiplyAdd(a7, m, m);
            a8 = Vector512.FusedMultiplyAdd(a8, m, m);
            a9 = Vector512.FusedMultiplyAdd(a9, m, m);
            a10 = Vector512.FusedMultiplyAdd(a10, m, m);
            a11 = Vector512.FusedMultiplyAdd(a11, m, m);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }
}
