using MerClip.Data;
using MerClip.Fusion;
using static TorchSharp.torch;

namespace MerClip.Tests.Fusion;

public class FusionTests : TorchTest
{
    const int B = 3, C = 4, Width = 8;
    static readonly Modality[] All = [Modality.Text, Modality.Audio, Modality.Vision];

    public static TheoryData<string> Kinds => [.. LabelGuidedFusion.Kinds.Keys];

    public static TheoryData<string, Modality> KindsThatSkip =>
        [.. new[] { "sequential", "parallel" }.SelectMany(_ => All, (kind, missing) => (kind, missing))];

    static LabelGuidedFusion Make(string kind, int layers = 1)
    {
        var fusion = LabelGuidedFusion.Kinds[kind](new FusionOptions(All, Width, 2, layers, 0.5));
        fusion.eval();
        return fusion;
    }

    /// <summary>Steps of some lengths, one an utterance, padded to <paramref name="padded"/> with anything at all.</summary>
    static EncodedModality Steps(Modality modality, int seed, int[] lengths, int padded)
    {
        var values = full([lengths.Length, padded, Width], 1e3f);
        var mask = zeros([lengths.Length, padded], ScalarType.Bool);
        for (int b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] == 0) continue;
            using var generator = new Generator((ulong)(seed * 100 + b));
            values[b, ..lengths[b]] = randn([lengths[b], Width], generator: generator);
            mask[b, ..lengths[b]] = ones([lengths[b]], ScalarType.Bool);
        }
        return new EncodedModality(modality, values, mask);
    }

    static EncodedModality[] Three(int more = 0) =>
        [Steps(Modality.Text, 1, [2, 5, 1], 5 + more), Steps(Modality.Audio, 2, [3, 1, 4], 4 + more),
            Steps(Modality.Vision, 3, [1, 2, 2], 2 + more)];

    static EncodedModality Row(EncodedModality x, int row) => x with { Steps = x.Steps[row..(row + 1)], Mask = x.Mask[row..(row + 1)] };

    [Theory, MemberData(nameof(Kinds))]
    public void Padding_changes_nothing(string kind)
    {
        var fusion = Make(kind);
        var queries = randn(B, C, Width);

        AssertClose(fusion.call(queries, Three())[^1], fusion.call(queries, Three(more: 6))[^1]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_utterance_gives_the_same_alone_as_among_longer_ones(string kind)
    {
        var fusion = Make(kind);
        var queries = randn(B, C, Width);

        var together = fusion.call(queries, Three())[^1];
        var alone = fusion.call(queries[2..3], [.. new[] { (1, 1), (2, 4), (3, 2) }.Select(p => // its real steps only
            Trimmed(Row(Three()[p.Item1 - 1], 2), p.Item2))])[^1];

        AssertClose(together[2..3], alone);

        static EncodedModality Trimmed(EncodedModality x, int steps) =>
            x with { Steps = x.Steps.narrow(1, 0, steps), Mask = x.Mask.narrow(1, 0, steps) };
    }

    [Theory, MemberData(nameof(KindsThatSkip))]
    public void An_utterance_without_a_modality_gives_what_a_list_without_it_gives(string kind, Modality missing)
    {
        var fusion = Make(kind);
        var queries = randn(B, C, Width);
        var inputs = Three();
        int place = Array.FindIndex(inputs, x => x.Modality == missing);
        var mask = inputs[place].Mask.clone();
        mask[1] = zeros_like(mask[1]);
        inputs[place] = inputs[place] with { Mask = mask };

        var hidden = fusion.call(queries, inputs)[^1];
        var leftOut = fusion.call(queries, [.. inputs.Where(x => x.Modality != missing)])[^1];
        var whole = fusion.call(queries, Three())[^1];

        AssertSame(leftOut[1], hidden[1]);
        AssertSame(whole[0], hidden[0]);
        Assert.False(whole[1].allclose(hidden[1], 1e-3, 1e-3));
    }

    [Fact]
    public void Concatenation_gives_an_utterance_without_a_modality_what_a_list_without_it_gives()
    {
        var fusion = Make("concatenation");
        var queries = randn(1, C, Width);
        EncodedModality text = Steps(Modality.Text, 1, [3], 3), vision = Steps(Modality.Vision, 3, [2], 2);

        var hidden = fusion.call(queries, [text, Steps(Modality.Audio, 2, [0], 4), vision])[^1];

        AssertClose(fusion.call(queries, [text, vision])[^1], hidden);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Without_any_modality_the_queries_come_back_and_nothing_is_NaN(string kind)
    {
        var fusion = Make(kind);
        var queries = randn([B, C, Width], requires_grad: true);
        EncodedModality[] nothing = [.. All.Select(m => Steps(m, 1, [0, 0, 0], 2))];

        AssertSame(queries, fusion.call(queries, [])[^1]);
        AssertSame(queries, fusion.call(queries, nothing)[^1]);
        fusion.train();
        var result = fusion.call(queries, nothing)[^1];
        AssertSame(queries, result);
        result.sum().backward();

        AssertSame(ones_like(queries), queries.grad!);
        Assert.All(fusion.parameters(), p => Assert.All(p.grad is null ? [] : Numbers(p.grad), g => Assert.Equal(0, g)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void One_utterance_without_anything_spoils_no_gradient(string kind)
    {
        var fusion = Make(kind);
        var queries = randn([B, C, Width], requires_grad: true);
        EncodedModality[] inputs = [Steps(Modality.Text, 1, [2, 0, 1], 3), Steps(Modality.Audio, 2, [0, 0, 4], 4)];

        var result = fusion.call(queries, inputs)[^1];
        result.pow(2).sum().backward();

        AssertSame(queries[1], result[1]);
        Assert.All(Numbers(queries.grad!), g => Assert.True(float.IsFinite(g)));
        Assert.All(fusion.parameters().Where(p => p.grad is not null), p =>
            Assert.All(Numbers(p.grad!), g => Assert.True(float.IsFinite(g))));
    }

    [Fact]
    public void Order_matters_in_sequential_fusion_and_not_in_parallel()
    {
        var queries = randn(B, C, Width);
        EncodedModality[] forwards = Three(), backwards = [.. Three().Reverse()];

        var sequential = Make("sequential");
        Assert.False(sequential.call(queries, forwards)[^1].allclose(sequential.call(queries, backwards)[^1], 1e-3, 1e-3));
        var parallel = Make("parallel");
        AssertClose(parallel.call(queries, forwards)[^1], parallel.call(queries, backwards)[^1]);
        var concatenation = Make("concatenation");
        AssertClose(concatenation.call(queries, forwards)[^1], concatenation.call(queries, backwards)[^1]);
    }

    [Theory, InlineData("sequential", 3), InlineData("parallel", 4), InlineData("concatenation", 3)]
    public void There_is_a_stage_for_each_modality_and_parallel_has_their_mean(string kind, int stages)
    {
        var fusion = Make(kind, layers: 2);
        var queries = randn(B, C, Width);

        var result = fusion.call(queries, Three());

        Assert.Equal(stages, result.Count);
        Assert.All(result, z => Assert.Equal([B, C, Width], z.shape));
        if (kind == "parallel") AssertClose((result[0] + result[1] + result[2]) / 3, result[3], 1e-5);
        if (kind == "sequential") AssertSame(result[0], fusion.call(queries, Three()[..1])[^1]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Any_number_of_labels_fits_the_same_weights(string kind)
    {
        var fusion = Make(kind);

        foreach (int count in (int[])[7, 2, 1])
            Assert.Equal([B, count, Width], fusion.call(randn(B, count, Width), Three())[^1].shape);
        Assert.DoesNotContain(fusion.parameters(), p => p.shape.Contains(7));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_blocks_of_the_same_size(string kind)
    {
        long marks = kind == "concatenation" ? All.Length * Width : 0;

        Assert.Equal(Make("sequential", 2).parameters().Sum(p => p.numel()),
            Make(kind, 2).parameters().Sum(p => p.numel()) - marks);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Wrong_shapes_are_told_and_do_not_end_the_process(string kind)
    {
        var fusion = Make(kind);
        var queries = randn(B, C, Width);
        var text = Three()[0];
        void Refused(Tensor q, EncodedModality x, string expected, string got)
        {
            var error = Assert.Throws<ArgumentException>(() => fusion.call(q, [x]));
            Assert.Contains($"expected [{expected}]", error.Message);
            Assert.Contains($"got [{got}]", error.Message);
        }

        Refused(randn(B, C, Width + 1), text, $"any, any, {Width}", $"{B}, {C}, {Width + 1}");
        Refused(randn(C, Width), text, $"any, any, {Width}", $"{C}, {Width}");
        Refused(queries, text with { Steps = randn(B, 5, Width + 2) }, $"{B}, any, {Width}", $"{B}, 5, {Width + 2}");
        Refused(queries, text with { Steps = randn(B + 1, 5, Width) }, $"{B}, any, {Width}", $"{B + 1}, 5, {Width}");
        Refused(queries, text with { Steps = randn(5, Width) }, $"{B}, any, {Width}", $"5, {Width}");
        Refused(queries, text with { Mask = ones([B, 4], ScalarType.Bool) }, $"{B}, 5", $"{B}, 4");
    }

    [Fact]
    public void Width_must_be_a_multiple_of_heads()
    {
        var error = Assert.Throws<InputException>(() => new CrossModalDecoder(new FusionOptions(All, 10, 4, 1, 0)));

        Assert.Equal("model.width 10 is not a multiple of model.heads 4: change one of them", error.Message);
    }
}
