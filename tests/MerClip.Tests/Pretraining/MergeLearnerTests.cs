using MerClip.Encoders.Clip;
using MerClip.Pretraining;

namespace MerClip.Tests.Pretraining;

public class MergeLearnerTests
{
    [Fact]
    public void The_most_frequent_neighbours_become_one_first()
    {
        var merges = MergeLearner.Learn(["low low low lower newest newest"], 10);
        Assert.Equal("l o", merges[0]);
        Assert.Equal("lo w</w>", merges[1]); // three times; "lo w" of lower only once
        Assert.DoesNotContain(merges, m => m.Contains("lower"));
        Assert.Equal(merges.Take(3), MergeLearner.Learn(["low low low lower newest newest"], 3));
    }

    [Fact]
    public void Its_vocabulary_writes_every_text_and_known_words_in_one_token()
    {
        using var folder = new TemporaryFolder();
        var merges = MergeLearner.Learn(Enumerable.Repeat("a happy face, don't smile", 3), 100);
        ClipVocabulary.Of("learned", merges).Write(folder.Path);
        var tokenizer = new ClipTokenizer(ClipVocabulary.Read(folder.Path), ClipTokenizerMode.HuggingFace);

        Assert.Single(tokenizer.Encode("happy"));
        Assert.Single(tokenizer.Encode("Face"));
        foreach (string text in new[] { "a happy face", "déjà vu 😀", "smiles" })
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)).Trim());
    }
}
