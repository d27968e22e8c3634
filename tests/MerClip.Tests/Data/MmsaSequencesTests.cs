using MerClip.Data;

namespace MerClip.Tests.Data;

/// <summary>Which rows of a padded array are the sequence, and what becomes of values that are no numbers.</summary>
public class MmsaSequencesTests
{
    [Theory]
    [InlineData("1 2 3 4", null, 0, 4)]
    [InlineData("1 2 0 0", null, 0, 2)] // trailing zeros are padding if no length says otherwise
    [InlineData("1 2 0 0", 3L, 0, 3)] // a length that includes silence at the end is believed
    [InlineData("1 2 0 0", 2L, 0, 2)]
    [InlineData("1 2 0 0", 4L, 0, 4)]
    [InlineData("1 2 0 0", 5L, 0, 2)] // beyond the array
    [InlineData("1 2 0 0", 0L, 0, 2)]
    [InlineData("1 2 0 0", -3L, 0, 2)]
    [InlineData("0 0 1 2", null, 2, 2)] // padded in front
    [InlineData("0 0 1 2", 1L, 2, 2)] // and its length the usual wrong one
    [InlineData("0 0 1 2", 2L, 2, 2)]
    [InlineData("0 0 1 2", 4L, 2, 2)]
    [InlineData("1 0 2 0", 1L, 0, 3)] // a silent frame inside, where the usual length stops
    [InlineData("1 0 2 0", null, 0, 3)]
    [InlineData("0 1 2 0", 3L, 0, 3)] // padded behind, so that what is in front is silence
    [InlineData("0 1 0 0", 3L, 0, 3)]
    [InlineData("0 1 0 0", null, 1, 1)]
    [InlineData("0 0 0 0", null, 0, 0)]
    [InlineData("0 0 0 0", 1L, 0, 0)]
    [InlineData("NaN 1 Infinity -Infinity", null, 1, 1)]
    public void The_rule_of_SequenceBounds(string column, long? length, int start, int steps)
    {
        float[] firstColumn = [.. column.Split(' ').Select(v => float.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
        float[] values = [.. firstColumn.SelectMany(v => new[] { v, -v })]; // two features a row
        List<(string, object?)> entries = [("audio", Numpy.Of([.. values, .. values], 2, 4, 2))];
        if (length is not null) entries.Add(("audio_lengths", new List<object?> { length, (object)length }));

        Utterance utterance = Mmsa.Read(Mmsa.Root(entries))[Split.Train][1];

        if (steps == 0)
        {
            Assert.Empty(utterance.Features);
            return;
        }
        FeatureSequence sequence = utterance.Features[Modality.Audio];
        Assert.Equal((steps, 2), (sequence.Steps, sequence.Width));
        Assert.Equal(values.Skip(2 * start).Take(2 * steps).Select(v => float.IsFinite(v) ? v : 0), sequence.Values.ToArray());
    }

    [Fact]
    public void Features_are_views_of_one_array()
    {
        IReadOnlyList<Utterance> train = Mmsa.Read(Mmsa.Root(("audio", Numpy.Of([1, 2, 3, 4], 2, 2, 1))))[Split.Train];
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(train[0].Features[Modality.Audio].Values, out ArraySegment<float> first));
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(train[1].Features[Modality.Audio].Values, out ArraySegment<float> second));
        Assert.Same(first.Array, second.Array);
    }

    [Fact]
    public void Labels_and_emotion_names_may_come_in_several_ways()
    {
        Dictionary<string, object?> root = Mmsa.Root(
            ("regression_labels", new List<object?> { 1, double.NaN }), ("emotion_labels", Numpy.Of([1, 2, 3, 4], 2, 2)));
        root["emotion_names"] = new object?[] { "joy", "fear" };
        Corpus corpus = Mmsa.Read(root);
        Assert.Equal(["joy", "fear"], corpus.Emotions);
        Assert.Equal([3, 4], corpus[Split.Train][1].Emotions!);
        Assert.Equal([1, float.NaN], corpus[Split.Train].Select(u => u.Sentiment));
        Assert.True(float.IsNaN(corpus[Split.Test][0].Sentiment));
        Assert.Equal("", corpus[Split.Test][0].Text);
    }
}
