using System.Runtime.ExceptionServices;

namespace DiTMoS.Kernels;

/// <summary>A few threads that take numbered pieces of work together; made for pieces of some ten microseconds.</summary>
/// <remarks>
/// <para>
/// Pieces must not depend on each other, and whatever they sum is summed afterwards in a fixed order: so results do not depend on the number of
/// threads. The caller takes pieces too and waits only for pieces that another thread has begun, so a thread that the system does not schedule
/// holds nobody up. Waiting threads spin for a short while before they sleep. <see cref="Run"/> allocates nothing.
/// </para>
/// <para>
/// One 64-bit ticket says which run it is (24 bits), how many pieces it has (20) and which one is next (20). Taking a piece is one increment of
/// the ticket, so a thread that comes late can never take a piece of a run that is over.
/// </para>
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int PieceBits = 20;
    private const long PieceMask = (1L << PieceBits) - 1;

    private readonly Thread[] _workers;
    private readonly int _spinsBeforeSleep;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();
    private Action<int> _work = static _ => { };
    private Exception? _failure;
    private long _ticket;
    private long _run;
    private int _remaining;
    private int _sleepers;
    private volatile bool _stopping;

    /// <summary>Starts <paramref name="threads"/> - 1 background threads; the caller's is the last one.</summary>
    /// <param name="threads">At least 1.</param>
    /// <param name="spinsBeforeSleep">How often a waiting thread looks for work before it sleeps. Default 2000.</param>
    public ThreadTeam(int threads, int spinsBeforeSleep = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _spinsBeforeSleep = spinsBeforeSleep;
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
    /// <param name="count">How many pieces, at most a million.</param>
    /// <param name="work">Does one piece; what it throws, the first of several, is thrown here again.</param>
    public void Run(int count, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1_000_000);
        if (_workers.Length == 0 || count <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        _work = work;
        _failure = null;
        Volatile.Write(ref _remaining, count);
        _run++;
        Interlocked.Exchange(ref _ticket, (_run << (2 * PieceBits)) | ((long)count << PieceBits));
        if (Volatile.Read(ref _sleepers) > 0)
        {
            Wake();
        }

        TakePieces();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _remaining) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        _run++;
        Interlocked.Exchange(ref _ticket, _run << (2 * PieceBits));
        Wake();
        foreach (Thread worker in _workers)
        {
            worker.Join();
        }

        _wake.Dispose();
    }

    private void Wake()
    {
        int sleepers = Interlocked.Exchange(ref _sleepers, 0);
        if (sleepers > 0)
        {
            _wake.Release(sleepers);
        }
    }

    private void TakePieces()
    {
        while (true)
        {
            long ticket = Interlocked.Increment(ref _ticket) - 1;
            long piece = ticket & PieceMask;
            if (piece >= ((ticket >> PieceBits) & PieceMask))
            {
                return;
            }

            try
            {
                _work((int)piece);
            }
            catch (Exception e)
            {
                lock (_gate)
                {
                    _failure ??= e;                     // thrown again on the caller's thread
                }
            }

            Interlocked.Decrement(ref _remaining);
        }
    }

    private void Loop()
    {
        long seen = 0;
        while (!_stopping)
        {
            var spin = default(SpinWait);
            for (int spins = 0; CurrentRun() == seen; spins++)
            {
                if (spins < _spinsBeforeSleep)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                    continue;
                }

                Interlocked.Increment(ref _sleepers);
                if (CurrentRun() != seen)
                {
                    Wake();                             // a run began in between: whoever is counted as asleep, this thread included, gets a signal
                }

                _wake.Wait();
                spins = 0;
            }

            seen = CurrentRun();
            TakePieces();
        }
    }

    private long CurrentRun() => Volatile.Read(ref _ticket) >> (2 * PieceBits);
}
