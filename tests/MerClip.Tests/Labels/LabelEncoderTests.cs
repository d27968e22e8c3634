using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Tests.Labels;

public class LabelEncoderTests : TorchTest
{
    const int Width = 16, FeatureWidth = 5;

    public static TheoryData<string> Kinds => [.. LabelEncoder.Kinds.Keys];

    static LabelEncoder Make(string kind, LabelSet trainedOn, int seed = 0, int featureWidth = FeatureWidth, int width = Width) =>
        LabelEncoder.Kinds[kind](new LabelEncoderOptions(width, featureWidth, [.. trainedOn.Labels.Select(l => l.Name)], seed));

    static LabelInput Input(LabelSet set) => new(set, randn(set.Count, FeatureWidth));

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_gives_a_vector_a_label(string kind)
    {
        var set = SyntheticCorpus.Ordinal(7);

        Assert.Equal([7, Width], Make(kind, set).call(Input(set)).shape);
    }

    [Theory, InlineData("text"), InlineData("shuffled")]
    public void Texts_embed_a_set_of_another_size(string kind)
    {
        var encoder = Make(kind, SyntheticCorpus.Ordinal(7));

        Assert.Equal([2, Width], encoder.call(Input(SyntheticCorpus.Ordinal(2))).shape);
        Assert.Equal([3, Width], encoder.call(Input(SyntheticCorpus.Single)).shape);
    }

    [Theory, InlineData("learned"), InlineData("onehot")]
    public void Vectors_without_texts_refuse_another_set(string kind)
    {
        var encoder = Make(kind, SyntheticCorpus.Ordinal(3));

        var error = Assert.Throws<InputException>(() => encoder.call(Input(SyntheticCorpus.Single)));

        Assert.Equal($"the label encoder '{kind}' knows only the labels it was trained on (label0, label1, label2), "
            + "not those of made-up-classes: train with model.labelEncoder=text to swap labels", error.Message);
    }

    [Fact]
    public void A_label_has_the_same_embedding_in_another_set()
    {
        var encoder = Make("text", SyntheticCorpus.Ordinal(3));
        var all = Input(SyntheticCorpus.Ordinal(5));

        var few = new LabelInput(SyntheticCorpus.Ordinal(2), all.Features[1..3]);

        AssertClose(encoder.call(all)[1..3], encoder.call(few));
    }

    [Theory, InlineData(2), InlineData(3), InlineData(7)]
    public void Shuffled_texts_go_once_around_and_none_stays(int count)
    {
        var set = SyntheticCorpus.Ordinal(count);
        var orders = new HashSet<string>();
        for (int seed = 0; seed < 20; seed++)
        {
            int[] order = Order(set, seed);
            Assert.Equal(order, Order(set, seed));
            orders.Add(string.Join(',', order));
            int at = 0, steps = 0;
            do (at, steps) = (order[at], steps + 1); while (at != 0);
            Assert.Equal(count, steps);
        }
        Assert.True(orders.Count > 1 || count == 2);
    }

    /// <summary>Whose text each label has.</summary>
    static int[] Order(LabelSet set, int seed)
    {
        var input = Input(set);
        var (plain, shuffled) = (Make("text", set, seed), Make("shuffled", set, seed));
        shuffled.load_state_dict(plain.state_dict());
        float[][] own = [.. Numbers(plain.call(input)).Chunk(Width)], given = [.. Numbers(shuffled.call(input)).Chunk(Width)];
        return [.. given.Select(g => Array.FindIndex(own, o => o.Zip(g).All(p => Math.Abs(p.First - p.Second) < 1e-5)))];
    }

    [Fact]
    public void One_hot_vectors_are_at_right_angles_and_do_not_learn()
    {
        var set = SyntheticCorpus.Ordinal(7);
        var encoder = Make("onehot", set);
        var e = encoder.call(Input(set));

        AssertClose(eye(7) * Width, e.matmul(e.t()), 1e-4);
        Assert.Empty(encoder.parameters());
        Assert.Single(encoder.state_dict()); // they move to a device with the model
        var error = Assert.Throws<InputException>(() => Make("onehot", set, width: 6));
        Assert.Equal("7 labels do not fit at right angles into model.width 6: make it larger", error.Message);
    }

    [Theory, InlineData("text"), InlineData("shuffled")]
    public void Texts_need_a_text_encoder_and_features_of_its_width(string kind)
    {
        var set = SyntheticCorpus.Ordinal(3);

        var missing = Assert.Throws<InputException>(() => Make(kind, set, featureWidth: 0));
        Assert.StartsWith("labels are texts and need a text encoder: give --text words:FILE", missing.Message);
        var wrong = Assert.Throws<ArgumentException>(() => Make(kind, set).call(new LabelInput(set, randn(3, 9))));
        Assert.Equal("label features [C, W]: expected [3, 5], got [3, 9]", wrong.Message);
    }

    [Theory, InlineData("learned"), InlineData("onehot")]
    public void The_controls_need_no_text_encoder(string kind)
    {
        var set = SyntheticCorpus.Ordinal(3);

        Assert.Equal([3, Width], Make(kind, set, featureWidth: 0).call(new LabelInput(set, zeros(3, 0))).shape);
    }
}
