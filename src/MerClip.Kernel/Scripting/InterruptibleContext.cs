using MerClip.Kernel.Display;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Runs what a cell awaited on threads of its own, as a console program would on pool threads, so that nothing that blocks on a task deadlocks;
/// but each piece interruptible, and none any more once the cell is interrupted.
/// </summary>
sealed class InterruptibleContext(Interruption interruption) : SynchronizationContext
{
    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback callback, object? state) => interruption.Post(() => Continue(callback, state));

    void Continue(SendOrPostCallback callback, object? state)
    {
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        catch (Exception e) when (e is not ThreadAbortException) // out of an async void method: no task carries it
        {
            CellScope.Current?.Stream("stderr", string.Join('\n', ExceptionText.Lines(e)) + "\n");
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }
}
