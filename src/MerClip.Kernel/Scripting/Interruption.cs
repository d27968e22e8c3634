using System.Runtime;
using System.Runtime.ExceptionServices;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Lets the code of one cell be stopped wherever it is: in a loop, in a wait, or in what it awaited. What waits is woken.
/// What still runs then is aborted by the runtime, which has that for hosts like this one; code inside a native call stops when
/// that returns. The order matters: waking and aborting a thread at the same moment ended the whole process, once in some
/// thousand interrupts.
/// </summary>
sealed class Interruption
{
    static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(20);
    const int RoundsBeforeAbort = 4;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    readonly CancellationTokenSource stop = new(), abort = new();
    readonly HashSet<Thread> running = [];
    volatile bool ended;

    public CancellationToken Token => stop.Token;

    /// <summary>Whether the cell's thread did not stop and was left to itself: it is inside a native call, most likely.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>Runs code on a cell's thread; throws <see cref="OperationCanceledException"/> when it is interrupted.</summary>
    public void Run(Action code)
    {
        var context = ExecutionContext.Capture()!;
        ExceptionDispatchInfo? failure = null;
        var done = new ManualResetEventSlim(); // not disposed of: an abandoned thread still sets it
        CellThread.Start(() =>
        {
            try
            {
                ExecutionContext.Run(context, _ => RunHere(code), null);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            return !stop.IsCancellationRequested;
        }, done.Set);
        WaitHandle.WaitAny([done.WaitHandle, stop.Token.WaitHandle]);
        if (!done.Wait(Patience))
        {
            Abandoned = true;
            throw new OperationCanceledException(stop.Token);
        }
        failure?.Throw();
    }

    /// <summary>Runs a continuation of the cell's code on a cell's thread, without waiting for it.</summary>
    public void Post(Action code) => CellThread.Start(() =>
    {
        try
        {
            RunHere(code);
        }
        catch (OperationCanceledException)
        {
            // the cell was interrupted, and nobody waits for this any more
        }
        return !stop.IsCancellationRequested;
    });

    void RunHere(Action code)
    {
        stop.Token.ThrowIfCancellationRequested();
        try
        {
#pragma warning disable SYSLIB0046 // unsafe for servers, made for notebooks
            ControlledExecution.Run(() => RunListed(code), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("interrupted", e, stop.Token);
        }
    }

    /// <summary>
    /// Only the cell's own waits may be woken: the runtime waits too, before and after this, and must not be disturbed
    /// at putting the thread in order again. The abort itself never strikes inside a finally.
    /// </summary>
    void RunListed(Action code)
    {
        try
        {
            lock (running) running.Add(Thread.CurrentThread);
            code();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Runs an asynchronous cell to its end, with its continuations as interruptible as its start.</summary>
    public T Run<T>(Func<Task<T>> start)
    {
        T result = default!;
        Run(() =>
        {
            var outer = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(new InterruptibleContext(this));
            try
            {
                result = start().GetAwaiter().GetResult();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(outer);
            }
        });
        return result;
    }

    /// <summary>Takes this thread off the list; an interrupt that came too late must not hit what it does next.</summary>
    void Leave()
    {
        bool interrupted;
        lock (running)
        {
            running.Remove(Thread.CurrentThread);
            interrupted = stop.IsCancellationRequested;
        }
        if (!interrupted) return;
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // the one that came too late
        }
    }

    /// <summary>Stops the cell.</summary>
    public void Interrupt()
    {
        new Thread(stop.Cancel) { IsBackground = true, Name = "stop" }.Start();
        new Thread(WakeThenAbort) { IsBackground = true, Name = "wake" }.Start();
    }

    /// <summary>The cell has ended: nobody needs to be woken any more, once all its threads are out.</summary>
    public void Ended() => ended = true;

    /// <summary>Wakes the threads that wait until all are out, and after a few rounds aborts those that run.</summary>
    void WakeThenAbort()
    {
        for (int round = 0; ; round++)
        {
            Thread.Sleep(Retry);
            lock (running)
            {
                if (ended && running.Count == 0) return;
                // A running thread is let be: an interrupt would wait in it for its next wait, which may be the runtime's.
                foreach (var thread in running)
                    if (thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) thread.Interrupt();
                if (round < RoundsBeforeAbort || running.Count == 0 || abort.IsCancellationRequested) continue;
            }
            new Thread(abort.Cancel) { IsBackground = true, Name = "abort" }.Start(); // returns when the abort has come through
        }
    }
}
