namespace DiTMoS.Kernels;

/// <summary>A few threads that take numbered pieces of work together; made for pieces of some ten microseconds.</summary>
/// <remarks>
/// Pieces must not depend on each other, and whatever they sum is summed afterwards in a fixed order: so results do not depend on the number of
/// threads. Waiting threads spin for a short while before they sleep. Nothing is allocated by <see cref="Run"/>.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _workers;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();
    private Action<int> _work = static _ => { };
    private Exception? _failure;
    private volatile int _generation;
    private volatile bool _stopping;
    private int _count;
    private int _next;
    private int _busy;
    private int _sleepers;

    /// <summary>Starts <paramref name="threads"/> - 1 background threads; the caller's is the last one.</summary>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _workers = new Thread[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Thread(Loop) { IsBackground = true, Name = "DiTMoS" };
            _workers[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>Runs <paramref name="work"/> for every number in [0, <paramref name="count"/>) and returns when all are done.</summary>
    public void Run(int count, Action<int> work)
    {
        if (_workers.Length == 0 || count <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        _work = work;
        _count = count;
        _failure = null;
        Volatile.Write(ref _next, 0);
        Volatile.Write(ref _busy, _workers.Length);
        Interlocked.Increment(ref _generation);
        int sleepers = Interlocked.Exchange(ref _sleepers, 0);
        if (sleepers > 0)
        {
            _wake.Release(sleepers);
        }

        Take();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _busy) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        Interlocked.Increment(ref _generation);
        _wake.Release(_workers.Length + 1);
        foreach (Thread worker in _workers)
        {
            worker.Join();
        }

        _wake.Dispose();
    }

    private void Take()
    {
        try
        {
            for (int i = Interlocked.Increment(ref _next) - 1; i < _count; i = Interlocked.Increment(ref _next) - 1)
            {
                _work(i);
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure ??= e;                         // thrown again on the caller's thread
            }
        }
    }

    private void Loop()
    {
        int seen = 0;
        while (true)
        {
            var spin = default(SpinWait);
            int spins = 0;
            while (_generation == seen)
            {
                if (++spins < SpinsBeforeSleep)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                    continue;
                }

                Interlocked.Increment(ref _sleepers);
                if (_generation == seen)
                {
                    _wake.Wait();
                }
                else if (Interlocked.Decrement(ref _sleepers) < 0)
                {
                    Interlocked.Increment(ref _sleepers);
                    _wake.Wait();                       // the caller had already counted this thread in: take its signal
                }
            }

            seen = _generation;
            if (_stopping)
            {
                return;
            }

            Take();
            Interlocked.Decrement(ref _busy);
        }
    }
}
