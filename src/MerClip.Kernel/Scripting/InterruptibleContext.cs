using MerClip.Kernel.Display;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Runs what a cell awaited on pool threads, as a console program would, so that nothing that blocks on a task deadlocks;
/// but each piece interruptible, and none any more once the cell is interrupted.
/// </summary>
sealed class InterruptibleContext(Interruption interruption) : SynchronizationContext
{
    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback callback, object? state) =>
        ThreadPool.QueueUserWorkItem(_ => Continue(callback, state));

    void Continue(SendOrPostCallback callback, object? state)
    {
        SetSynchronizationContext(this);
        try
        {
            interruption.Run(() => callback(state));
        }
        catch (OperationCanceledException)
        {
            // the cell was interrupted, and nobody waits for this any more
        }
        catch (Exception e) // out of an async void method: no task carries it
        {
            CellScope.Current?.Stream("stderr", string.Join('\n', ExceptionText.Lines(e)) + "\n");
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }
}
