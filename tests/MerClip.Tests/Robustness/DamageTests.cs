using MerClip.Data;
using MerClip.Robustness;

namespace MerClip.Tests.Robustness;

public class DamageTests : DamageBench
{
    [Theory]
    [InlineData("missing"), InlineData("whole:text"), InlineData("noise:audio+vision"), InlineData("order")]
    public void A_name_is_read_and_written(string name) => Assert.Equal(name, Damage.Parse(name).Name);

    [Theory]
    [InlineData("rust", "damage 'rust' does not exist: use missing, whole, noise, words, slips, order")]
    [InlineData("noise:smell", "'smell' is no modality")]
    public void What_does_not_exist_is_told(string name, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Damage.Parse(name)).Message);

    [Fact]
    public void All_that_apply_are_found() => Assert.Equal(
        ["missing", "whole:text", "whole:audio", "whole:vision", "noise", "words", "slips", "order"],
        Damage.AllFor(Clean).Select(d => d.Name));

    [Fact]
    public void Without_transcripts_and_with_one_modality_less_applies()
    {
        var inputs = SyntheticCorpus.Inputs(Folder["words.txt"], Corpus, SyntheticCorpus.Ordinal(), order: "audio");

        Assert.Equal(["missing", "whole", "noise"],
            Damage.AllFor(new CleanInputs(inputs, Split.Test, Corpus)).Select(d => d.Name));
    }

    [Fact]
    public void Transcripts_have_no_noise()
    {
        Assert.Equal([Modality.Audio, Modality.Vision], Damage.Parse("noise").Reaches(Clean));
        Assert.Empty(Damage.Parse("noise:text").Reaches(Clean));
    }
}
