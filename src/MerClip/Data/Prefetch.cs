using System.Collections.Concurrent;

namespace MerClip.Data;

/// <summary>Prepares what comes next on another thread while what is there is used: reading and padding take no time from training.</summary>
static class Prefetch
{
    /// <summary>How many are ready at most, beside the one in use and the one being made.</summary>
    const int Ready = 2;

    /// <summary>Makes something of each item, in their order.</summary>
    /// <param name="items">What to make it of.</param>
    /// <param name="make">Called on one other thread, one item after the other. What it throws is thrown here, at that item.</param>
    /// <returns>To be enumerated once; ending early stops the other thread.</returns>
    public static IEnumerable<T> Of<TItem, T>(IEnumerable<TItem> items, Func<TItem, T> make)
    {
        using CancellationTokenSource ended = new();
        using BlockingCollection<T> ready = new(Ready);
        Task making = Task.Factory.StartNew(() =>
        {
            try
            {
                foreach (TItem item in items) ready.Add(make(item), ended.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
            }
            finally
            {
                ready.CompleteAdding();
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (T made in ready.GetConsumingEnumerable()) yield return made;
            making.GetAwaiter().GetResult();
        }
        finally
        {
            ended.Cancel();
            Task.WaitAny(making); // does not throw: what went wrong has been thrown, or is wanted no more
        }
    }
}
