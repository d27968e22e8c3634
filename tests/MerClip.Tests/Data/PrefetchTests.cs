using MerClip.Data;

namespace MerClip.Tests.Data;

public class PrefetchTests
{
    [Fact]
    public void All_is_made_in_order_on_another_thread()
    {
        int here = Environment.CurrentManagedThreadId;
        HashSet<int> threads = [];

        int[] made = [.. Prefetch.Of(Enumerable.Range(0, 1000), i => { threads.Add(Environment.CurrentManagedThreadId); return 2 * i; })];

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => 2 * i), made);
        Assert.NotEqual(here, Assert.Single(threads));
    }

    [Fact]
    public void No_more_than_three_are_made_ahead()
    {
        int made = 0, most = 0, used = 0;
        foreach (int _ in Prefetch.Of(Enumerable.Range(0, 50), i => Interlocked.Increment(ref made)))
        {
            Thread.Sleep(2); // long enough for the other thread to fill what it may
            most = Math.Max(most, Volatile.Read(ref made) - ++used);
        }
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public void What_goes_wrong_is_thrown_where_it_happened()
    {
        List<int> used = [];
        InputException error = Assert.Throws<InputException>(() =>
        {
            foreach (int i in Prefetch.Of(Enumerable.Range(0, 9), i => i == 5 ? throw new InputException("the fifth") : i)) used.Add(i);
        });
        Assert.Equal("the fifth", error.Message);
        Assert.Equal([0, 1, 2, 3, 4], used);
    }

    [Fact]
    public void Ending_early_ends_the_other_thread()
    {
        int made = 0;
        foreach (int i in Prefetch.Of(Enumerable.Range(0, int.MaxValue), i => { Interlocked.Increment(ref made); return i; }))
            if (i == 10) break;
        int then = made;
        Thread.Sleep(20);
        Assert.Equal(then, made);
        Assert.InRange(made, 11, 14);
    }
}
