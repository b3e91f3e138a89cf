using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class ThreadTeamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_ManySmallRuns_RunsEveryItemOnce(int threads)
    {
        int[] runs = new int[20];
        using var team = new ThreadTeam(threads);
        Action<int> work = i => Interlocked.Increment(ref runs[i]);
        for (int round = 0; round < 10_000; round++)
        {
            int count = round % 21;
            Array.Clear(runs);

            team.Run(count, work);

            Assert.True(runs.AsSpan(0, count).IndexOfAnyExcept(1) < 0 && runs.AsSpan(count).IndexOfAnyExcept(0) < 0, $"Round {round} of {count}: {string.Join(' ', runs)}");
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(6, 0)]
    [InlineData(3, 20)]
    [InlineData(3, 2000)]
    public void Run_ThreadsThatFallAsleepInBetween_NeverHangs(int threads, int spinsBeforeSleep)
    {
        const int Rounds = 300;
        int rounds = 0;
        int runs = 0;
        var caller = new Thread(() =>
        {
            using var team = new ThreadTeam(threads, spinsBeforeSleep);
            var random = new SeededRandom(1, "pauses");
            for (; rounds < Rounds; rounds++)
            {
                team.Run(threads, _ => Interlocked.Increment(ref runs));
                for (int i = random.Next(1 + Math.Min(10, spinsBeforeSleep / 5)); i > 0; i--)
                {
                    Thread.Yield();
                }
            }
        })
        { IsBackground = true };
        caller.Start();

        Assert.True(caller.Join(Patience), $"The team hangs in round {rounds}.");
        Assert.Equal(Rounds * threads, runs);
    }

    [Fact]
    public void Run_MoreItemsThanATicketCounts_IsRefused()
    {
        using var team = new ThreadTeam(2);

        Assert.Throws<ArgumentOutOfRangeException>(() => team.Run(1_000_001, static _ => { }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_ItemThatThrows_ThrowsOnTheCallersThreadAndCanRunAgain(int threads)
    {
        using var team = new ThreadTeam(threads);
        for (int round = 0; round < 100; round++)
        {
            int item = round % 5;
            var thrown = Assert.Throws<InvalidOperationException>(() => team.Run(5, i =>
            {
                if (i == item)
                {
                    throw new InvalidOperationException($"item {i}");
                }
            }));
            int runs = 0;

            team.Run(5, _ => Interlocked.Increment(ref runs));

            Assert.Equal($"item {item}", thrown.Message);
            Assert.Equal(5, runs);
        }
    }

    [Fact]
    public void Run_EveryItemThrows_ThrowsOneOfThem()
    {
        using var team = new ThreadTeam(3);

        var thrown = Assert.Throws<InvalidOperationException>(() => team.Run(50, i => throw new InvalidOperationException($"item {i}")));

        Assert.StartsWith("item ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ItemsThatWaitForEachOther_RunsThemOnThreadsOfTheirOwn()
    {
        using var team = new ThreadTeam(3);

        Thread[] threads = ThreadsOf(team);

        Assert.Equal(3, threads.Distinct().Count());
        Assert.Contains(Thread.CurrentThread, threads);
    }

    [Fact]
    public void Dispose_WithSleepingThreads_EndsThemAndMayBeRepeated()
    {
        var team = new ThreadTeam(3, spinsBeforeSleep: 0);
        Thread[] workers = [.. ThreadsOf(team).Where(t => t != Thread.CurrentThread)];
        Assert.All(workers, w => Assert.True(w.IsAlive));

        team.Dispose();
        team.Dispose();

        Assert.All(workers, w => Assert.False(w.IsAlive));
    }

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(3, 2000)]
    [InlineData(3, 0)]
    public void Run_AfterTheFirst_AllocatesNothing(int threads, int spinsBeforeSleep)
    {
        using var team = new ThreadTeam(threads, spinsBeforeSleep);
        int[] runs = new int[8];
        Action<int> work = i => runs[i]++;
        team.Run(8, work);

        long allocated = Allocation.LeastOf(() =>
        {
            for (int round = 0; round < 100; round++)
            {
                team.Run(8, work);
            }
        });

        Assert.Equal(0, allocated);
        Assert.All(runs, r => Assert.Equal(501, r));
    }

    // The threads of a team of three: no item ends before each thread has one.
    private static Thread[] ThreadsOf(ThreadTeam team)
    {
        var threads = new Thread[3];
        using var barrier = new Barrier(3);
        team.Run(3, i =>
        {
            threads[i] = Thread.CurrentThread;
            Assert.True(barrier.SignalAndWait(Patience));
        });
        return threads;
    }
}
