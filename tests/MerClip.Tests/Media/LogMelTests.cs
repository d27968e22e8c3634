using System.Globalization;
using MerClip.Checkpoints;
using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Tests.Media;

/// <summary>Against torchaudio's values in <c>tests/fixtures/mel.safetensors</c> (<c>make_mel.py</c>).</summary>
public sealed class LogMelTests : TorchTest
{
    const double Silence = -23.025851; // ln 1e-10

    public static TheoryData<string> References
    {
        get
        {
            using var file = TensorFile.Open(Fixtures.Committed("mel.safetensors"));
            return [.. file.Names.Where(n => n.Contains('.'))];
        }
    }

    [Theory, MemberData(nameof(References))]
    public void Steps_are_torchaudios(string name)
    {
        using var file = TensorFile.Open(Fixtures.Committed("mel.safetensors"));
        string[] parts = name.Split('.');
        int[] numbers = [.. parts[3..].Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        var mel = new LogMel(new LogMelOptions
        {
            Scale = Enum.Parse<MelScale>(parts[1], ignoreCase: true),
            EqualArea = parts[2] == "area",
            Bands = numbers[0],
            Lowest = numbers[1],
            Highest = numbers[2],
            Window = numbers[3],
            Hop = numbers[4],
            FftSize = numbers[5],
        });
        var sound = file.Read(parts[0]);
        var steps = mel.Compute(sound);
        AssertClose(file.Read(name), steps, 1e-4);
        Assert.Equal(mel.Steps((int)sound.shape[0]), steps.shape[0]);
    }

    [Fact]
    public void A_shorter_sound_in_a_batch_has_the_steps_that_it_has_alone()
    {
        var mel = new LogMel();
        var (whole, part) = (rand(3000) - 0.5, rand(1234) - 0.5);
        var both = mel.Compute(stack([whole, cat([part, zeros(3000 - 1234)])]));
        AssertClose(mel.Compute(whole), both[0], 1e-5);
        AssertClose(mel.Compute(part), both[1].narrow(0, 0, mel.Steps(1234)), 1e-5);
    }

    [Fact]
    public void A_long_sound_has_the_same_steps_as_its_parts()
    {
        var mel = new LogMel();
        var sound = rand(160 * 5000) - 0.5;
        var steps = mel.Compute(sound);
        Assert.Equal([5001, 80], steps.shape);
        // Away from the ends of the part, which is cut at a multiple of the hop.
        var part = mel.Compute(sound.narrow(0, 160 * 2000, 160 * 200));
        AssertClose(part.narrow(0, 2, 190), steps.narrow(0, 2002, 190), 1e-5);
    }

    [Fact]
    public void Nothing_gives_no_steps_and_silence_the_floor()
    {
        var mel = new LogMel();
        Assert.Equal([0, 80], mel.Compute([]).shape);
        Assert.Equal([2, 0, 80], mel.Compute(zeros(2, 0)).shape);
        Assert.Equal(0, mel.Steps(0));
        Assert.All(Numbers(mel.Compute(new float[50])), v => Assert.Equal(Silence, v, 1e-5));
    }

    [Fact]
    public void It_outlives_the_scope_that_it_was_made_in_and_leaves_nothing_behind()
    {
        LogMel mel;
        using (NewDisposeScope()) mel = new LogMel();
        long before = LiveTensors();
        using (var steps = mel.Compute(new float[5000])) Assert.Equal([32, 80], steps.shape);
        using (var steps = mel.Compute(new float[5000])) Assert.Equal([32, 80], steps.shape);
        Assert.Equal(before, LiveTensors());
    }

    [Fact]
    public void Options_that_do_not_go_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LogMel(new LogMelOptions { FftSize = 256 }));
        Assert.Throws<ArgumentException>(() => new LogMel(new LogMelOptions { Highest = 9000 }));
        Assert.Throws<ArgumentException>(() => new LogMel(new LogMelOptions { Lowest = 9000 }));
        Assert.Throws<ArgumentException>(() => new LogMel(new LogMelOptions { Floor = 0 }));
        Assert.Throws<ArgumentException>(() => new LogMel(new LogMelOptions { Hop = 0 }));
    }
}
