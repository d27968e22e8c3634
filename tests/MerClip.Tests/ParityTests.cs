using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Tests;

/// <summary>The model against an implementation of its own in PyTorch: weights, inputs and logits come from
/// <c>tests/fixtures/make_parity.py</c>. Among the four utterances are padded ones, and each modality is missing once.</summary>
public class ParityTests
{
    static readonly LabelSet Labels = new()
    {
        Name = "three",
        Kind = LabelKind.Ordinal,
        Labels = [new("negative", ["negative"], -1), new("neutral", ["neutral"], 0), new("positive", ["positive"], 1)],
    };

    [Theory]
    [InlineData("sequential")]
    [InlineData("parallel")]
    [InlineData("concatenation")]
    public void GivesTheLogitsOfPyTorch(string fusion)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        string path = Fixtures.Committed("parity", $"{fusion}.safetensors");
        using var file = Safetensors.Open(path);
        using var model = MerClipModel.Load(path, CPU);
        model.eval();
        var inputs = model.Spec.Order.ToDictionary(m => m, m => Input(file, $"fixture.{m.ToString().ToLowerInvariant()}"));
        var expected = file.Read("fixture.logits");

        var logits = model.call(new Batch(4, inputs, null), new LabelInput(Labels, file.Read("fixture.labels")))[^1];

        Assert.Equal(expected.shape, logits.shape);
        Assert.All(expected.data<float>().Zip(logits.data<float>()),
            pair => Assert.InRange(pair.Second, pair.First - 1e-5f, pair.First + 1e-5f));
    }

    static PaddedSequence Input(Safetensors file, string name) =>
        new(file.Read(name), file.Read($"{name}.mask").to_type(ScalarType.Bool));
}
