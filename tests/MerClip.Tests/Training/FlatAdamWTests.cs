using MerClip.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MerClip.Tests.Training;

public class FlatAdamWTests : TorchTest
{
    const double NoClip = 1e9;

    static Sequential Net() => nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 3));

    /// <summary>Steps on inputs that depend on the step alone.</summary>
    static void Walk(nn.Module<Tensor, Tensor> net, FlatAdamW optimizer, int from, int to, double clip = NoClip)
    {
        for (int i = from; i < to; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.ZeroGradients();
            Loss(net, i).backward();
            optimizer.Step(0.01 + 0.001 * i, clip);
        }
    }

    static Tensor Loss(nn.Module<Tensor, Tensor> net, int step)
    {
        using var generator = new Generator((ulong)step);
        return (net.call(randn([5, 4], generator: generator)) - randn([5, 3], generator: generator)).pow(2).mean();
    }

    static Tensor[] Values(nn.Module net) => [.. net.parameters().Select(p => p.detach().clone())];

    [Theory, InlineData(0, NoClip), InlineData(0.3, NoClip), InlineData(0.1, 0.2)]
    public void It_steps_as_torchs_AdamW_with_vectors_not_decayed(double decay, double clip)
    {
        var (net, reference) = (Net(), Net());
        reference.load_state_dict(net.state_dict());
        using var optimizer = new FlatAdamW(net, decay, 0.9);
        using var torchs = optim.AdamW(new AdamW.ParamGroup[]
        {
            new(reference.parameters().Where(p => p.dim() > 1), new AdamW.Options { weight_decay = decay }),
            new(reference.parameters().Where(p => p.dim() == 1), new AdamW.Options { weight_decay = 0 }),
        });

        for (int i = 0; i < 20; i++)
        {
            Walk(net, optimizer, i, i + 1, clip);
            foreach (var group in torchs.ParamGroups) group.LearningRate = 0.01 + 0.001 * i;
            torchs.zero_grad();
            Loss(reference, i).backward();
            nn.utils.clip_grad_norm_(reference.parameters(), clip);
            torchs.step();
        }

        Assert.Equal(20, optimizer.Steps);
        foreach (var (mine, theirs) in Values(net).Zip(Values(reference))) AssertClose(theirs, mine);
    }

    [Fact]
    public void A_decay_moves_matrices_only()
    {
        var net = Net();
        using var optimizer = new FlatAdamW(net, 0.5, 0);
        var before = Values(net);

        optimizer.ZeroGradients();
        optimizer.Step(0.1, 1);

        foreach (var (old, now) in before.Zip(Values(net))) AssertClose(old.dim() > 1 ? old * 0.95 : old, now);
    }

    [Fact]
    public void A_long_gradient_is_shortened_and_a_short_one_is_left()
    {
        var net = nn.Linear(2, 1, hasBias: false);
        using var optimizer = new FlatAdamW(net, 0, 0);
        void Gradient(float x, float y)
        {
            optimizer.ZeroGradients();
            (net.weight! * tensor(new[] { x, y }, [1, 2])).sum().backward();
            optimizer.Step(0.1, clip: 1);
        }

        Gradient(30, 40);
        AssertClose(tensor(new float[] { 0.06f, 0.08f }), optimizer.State["mean"]);
        Gradient(0.3f, 0.4f);
        AssertClose(tensor(new float[] { 0.054f + 0.03f, 0.072f + 0.04f }), optimizer.State["mean"]);
    }

    [Fact]
    public void A_weight_moves_by_its_share_of_the_step_and_a_frozen_one_not_at_all()
    {
        var (net, whole) = (Net(), Net());
        whole.load_state_dict(net.state_dict());
        var before = Values(net);
        using var optimizer = new FlatAdamW(net, 0.5, 0, name => name switch { "0.weight" => 0.25, "2.bias" => 0, _ => 1 });
        using var reference = new FlatAdamW(whole, 0.5, 0);

        Walk(net, optimizer, 0, 1);
        Walk(whole, reference, 0, 1);

        var names = net.named_parameters().Select(p => p.name).ToArray();
        for (int i = 0; i < names.Length; i++)
        {
            double share = names[i] switch { "0.weight" => 0.25, "2.bias" => 0, _ => 1 };
            AssertClose((Values(whole)[i] - before[i]) * share, Values(net)[i] - before[i]);
        }
        Assert.Equal(4 * 6 + 6 + 6 * 3, optimizer.Count);
        Assert.Contains("freezes every weight", Assert.Throws<InputException>(() => new FlatAdamW(Net(), 0, 0, _ => 0)).Message);
    }

    [Fact]
    public void The_average_follows_and_swapping_twice_changes_nothing()
    {
        var net = Net();
        using var optimizer = new FlatAdamW(net, 0.01, 0.6);
        var average = optimizer.CopyWeights();
        for (int i = 0; i < 30; i++)
        {
            Walk(net, optimizer, i, i + 1);
            double kept = Math.Min(0.6, (i + 1) / (i + 11.0));
            average = average * kept + optimizer.CopyWeights() * (1 - kept);
        }
        var weights = optimizer.CopyWeights();

        optimizer.SwapAverage();
        AssertClose(average, optimizer.CopyWeights());
        AssertClose(average, cat([.. net.parameters().OrderByDescending(p => p.dim() > 1).Select(p => p.detach().flatten())]));
        optimizer.SwapAverage();
        AssertSame(weights, optimizer.CopyWeights());
    }

    [Fact]
    public void Without_averaging_the_average_is_the_weights()
    {
        var net = Net();
        using var optimizer = new FlatAdamW(net, 0.01, 0);
        Walk(net, optimizer, 0, 3);

        AssertSame(optimizer.State["weights"], optimizer.State["average"]);
    }

    [Fact]
    public void A_restored_optimiser_goes_on_identically()
    {
        var net = Net();
        var copy = Net();
        using var optimizer = new FlatAdamW(net, 0.1, 0.9);
        Walk(net, optimizer, 0, 5, 0.5);
        var state = optimizer.State.ToDictionary(s => s.Key, s => s.Value.clone());
        Walk(net, optimizer, 5, 12, 0.5);

        using var other = new FlatAdamW(copy, 0.1, 0.9);
        other.Restore(name => state[name].clone(), 5);
        Walk(copy, other, 5, 12, 0.5);

        foreach (var (name, tensor) in optimizer.State) AssertSame(tensor, other.State[name]);
        foreach (var (one, two) in Values(net).Zip(Values(copy))) AssertSame(one, two);
    }

    [Fact]
    public void Weights_that_are_set_are_those_of_the_module()
    {
        var net = Net();
        using var optimizer = new FlatAdamW(net, 0, 0);
        var old = Values(net);
        using var held = optimizer.CopyWeights();
        Walk(net, optimizer, 0, 3);
        Assert.False(old[0].allclose(Values(net)[0]));

        optimizer.SetWeights(held);

        foreach (var (before, now) in old.Zip(Values(net))) AssertSame(before, now);
        Assert.Equal(4 * 6 + 6 + 6 * 3 + 3, optimizer.Count);
        Assert.Throws<ArgumentException>(() => optimizer.SetWeights(zeros(3)));
        Assert.Throws<ArgumentException>(() => optimizer.Restore(_ => zeros(3), 1));
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        var net = Net();
        using var optimizer = new FlatAdamW(net, 0.1, 0.9);
        Walk(net, optimizer, 0, 2);
        long before = LiveTensors();

        Walk(net, optimizer, 2, 30);
        optimizer.SwapAverage();

        Assert.Equal(before, LiveTensors());
    }
}
