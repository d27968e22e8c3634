using MerClip.Data;
using MerClip.Encoders.Cache;

namespace MerClip.Tests.Encoders.Cache;

public class FeatureCacheTests
{
    const string Identity = "an encoder ü";

    [Fact]
    public void What_was_added_comes_back()
    {
        using var folder = new TemporaryFolder();
        var cache = new FeatureCache(folder.Path, Identity);
        using (var writer = cache.Write())
        {
            writer.Add(Key(1), Sequence(3, 5));
            writer.Add(Key(2), null);
        }
        foreach (var opened in new[] { cache, new FeatureCache(folder.Path, Identity) })
        {
            Assert.Equal(2, opened.Count);
            var sequence = opened[Key(1)]!;
            Assert.Equal((3, 5), (sequence.Steps, sequence.Width));
            Assert.Equal(Sequence(3, 5).Values.ToArray(), sequence.Values.ToArray());
            Assert.Null(opened[Key(2)]);
            Assert.False(opened.Contains(Key(3)));
        }
    }

    [Fact]
    public void Another_encoder_has_another_cache()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new FeatureCache(folder.Path, Identity).Write()) writer.Add(Key(1), Sequence(1, 1));
        Assert.Equal(0, new FeatureCache(folder.Path, Identity + " with other settings").Count);
    }

    [Fact]
    public void A_file_that_was_cut_short_keeps_the_records_before()
    {
        using var folder = new TemporaryFolder();
        var whole = new FeatureCache(folder.Path, Identity);
        using (var writer = whole.Write())
            for (int i = 1; i <= 3; i++) writer.Add(Key(i), Sequence(i, 2));
        byte[] bytes = File.ReadAllBytes(whole.Location);
        int record = 56 + 4 * 3 * 2; // the last one
        for (int cut = 1; cut < record; cut += 7)
        {
            File.WriteAllBytes(whole.Location, bytes[..^cut]);
            var cache = new FeatureCache(folder.Path, Identity);
            Assert.Equal(2, cache.Count);
            using (var writer = cache.Write()) writer.Add(Key(3), Sequence(3, 2));
            Assert.Equal(bytes, File.ReadAllBytes(whole.Location));
            Assert.Equal(Sequence(3, 2).Values.ToArray(), cache[Key(3)]!.Values.ToArray());
        }
    }

    [Theory]
    [InlineData(3, "does not begin as one")]
    [InlineData(-1, "not what was written")]
    public void Damage_is_noticed(int place, string message)
    {
        using var folder = new TemporaryFolder();
        var cache = new FeatureCache(folder.Path, Identity);
        using (var writer = cache.Write()) writer.Add(Key(1), Sequence(2, 2));
        byte[] bytes = File.ReadAllBytes(cache.Location);
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;
        File.WriteAllBytes(cache.Location, bytes);
        var error = Assert.Throws<InputException>(() => new FeatureCache(folder.Path, Identity)[Key(1)]);
        Assert.Contains(message, error.Message);
        Assert.Contains(cache.Location, error.Message);
    }

    [Fact]
    public void A_file_that_is_too_short_is_no_cache()
    {
        using var folder = new TemporaryFolder();
        var cache = new FeatureCache(folder.Path, Identity);
        File.WriteAllText(cache.Location, "MERF");
        Assert.Contains("too early", Assert.Throws<InputException>(() => new FeatureCache(folder.Path, Identity)).Message);
    }

    [Fact]
    public async Task One_writes_at_a_time_and_sees_what_others_wrote()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (new FeatureCache(folder.Path, Identity), new FeatureCache(folder.Path, Identity));
        using var waits = new ManualResetEventSlim();
        var writer = first.Write();
        var other = Task.Run(() =>
        {
            using var mine = second.Write(waits.Set);
            return second.Contains(Key(1));
        }, TestContext.Current.CancellationToken);
        Assert.True(waits.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        writer.Add(Key(1), Sequence(2, 2));
        writer.Dispose();
        Assert.True(await other);
    }

    [Fact]
    public void Waiting_can_be_stopped()
    {
        using var folder = new TemporaryFolder();
        using var writer = new FeatureCache(folder.Path, Identity).Write();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new FeatureCache(folder.Path, Identity).Write(stop.Cancel, stop.Token));
    }

    [Fact]
    public void Values_stay_readable_while_more_are_added()
    {
        using var folder = new TemporaryFolder();
        var cache = new FeatureCache(folder.Path, Identity);
        using (var writer = cache.Write()) writer.Add(Key(1), Sequence(2, 3));
        var before = cache[Key(1)]!.Values;
        using (var writer = cache.Write())
            for (int i = 2; i < 200; i++) writer.Add(Key(i), Sequence(10, 10));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(Sequence(2, 3).Values.ToArray(), before.ToArray());
        Assert.Equal(199, cache.Count);
    }

    [Fact]
    public void The_key_of_a_folder_changes_with_names_and_contents()
    {
        using var folder = new TemporaryFolder();
        string Frame(string name) => Path.Combine(folder.Path, name);
        File.WriteAllText(Frame("1.png"), "a");
        var keys = new HashSet<string> { FeatureKey.OfFile(folder.Path) };
        File.WriteAllText(Frame("2.png"), "b");
        Assert.True(keys.Add(FeatureKey.OfFile(folder.Path)));
        File.WriteAllText(Frame("2.png"), "c");
        Assert.True(keys.Add(FeatureKey.OfFile(folder.Path)));
        File.Move(Frame("2.png"), Frame("0.png"));
        Assert.True(keys.Add(FeatureKey.OfFile(folder.Path)));
    }

    static string Key(int i) => FeatureKey.Of($"input {i}");

    static FeatureSequence Sequence(int steps, int width) =>
        new(Enumerable.Range(0, steps * width).Select(i => i + 0.5f).ToArray(), steps, width);
}
