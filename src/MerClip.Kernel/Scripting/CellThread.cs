namespace MerClip.Kernel.Scripting;

/// <summary>
/// A thread that runs pieces of cells, one cell after another, so that what belongs to a thread lasts from cell to cell.
/// A thread whose code was aborted ends: the runtime cannot reliably abort the same thread twice.
/// </summary>
sealed class CellThread
{
    const int StackSize = 64 << 20; // deep recursion in a cell is an ordinary thing to try

    static readonly Stack<CellThread> Idle = new();

    readonly SemaphoreSlim wanted = new(0);
    Func<bool>? job;
    Action? finished;

    /// <summary>
    /// Runs a job on an idle thread, the last used first; the job tells whether its thread can go on. The thread is idle
    /// again before <paramref name="finished"/> is called, so that the next cell finds it.
    /// </summary>
    public static void Start(Func<bool> job, Action? finished = null)
    {
        CellThread? thread;
        lock (Idle) Idle.TryPop(out thread);
        if (thread is null)
        {
            thread = new CellThread();
            new Thread(thread.Serve, StackSize) { IsBackground = true, Name = "cell" }.UnsafeStart();
        }
        (thread.job, thread.finished) = (job, finished);
        thread.wanted.Release();
    }

    void Serve()
    {
        while (true)
        {
            wanted.Wait();
            bool stays = job!();
            Action? tell = finished;
            (job, finished) = (null, null);
            if (stays)
                lock (Idle) Idle.Push(this);
            tell?.Invoke();
            if (!stays) return;
        }
    }
}
