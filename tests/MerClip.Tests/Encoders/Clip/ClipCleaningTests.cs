using MerClip.Encoders.Clip;

namespace MerClip.Tests.Encoders.Clip;

/// <summary>What texts become before they are split. The right sides follow from how the left sides were broken.</summary>
public sealed class ClipCleaningTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("“it’s” ‘so’ ‚low„", "\"it's\" 'so' 'low\"")]
    [InlineData("wait… what — really –", "wait… what — really –")]
    [InlineData("cafe\u0301 x\u0323\u0307", "café ẋ\u0323")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("ﬁne ﬂow Ǆ", "fine flow dž")]
    [InlineData("ＡＢ！　１ ｶﾞ", "ab! 1 ガ")]
    [InlineData("so\u0085 good\u0093yes\u0094", "so… good\"yes\"")]
    [InlineData("a\u0000b\u001Bc\uFEFFd\u200Be", "abcd\u200Be")]
    [InlineData("\u001B[31mred\u001B[0m", "red")]
    [InlineData("a \t\r\n b\u3000\u2028c ", "a b c")]
    [InlineData("İSTANBUL ΟΔΟΣ ΣΑΣ.", "i\u0307stanbul οδος σας.")]
    [InlineData("\U00010400", "\U00010428")]
    public void Characters_are_those_of_the_training_texts(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Fact]
    public void Half_a_pair_is_replaced() => Assert.Equal("a\uFFFDb", Clean("a" + (char)0xD800 + "b"));

    [Theory]
    [InlineData("itâ€™s great â€” really", "it's great — really")]
    [InlineData("cafÃ© dÃ©jÃ  vu", "café déjà vu")]
    [InlineData("so happy ðŸ˜€", "so happy 😀")]
    [InlineData("doesnÃ¢â‚¬â„¢t", "doesn't")]
    [InlineData("naÃ¯ve and naïve “mixed”", "naïve and naïve \"mixed\"")]
    [InlineData("РїСЂРёРІРµС‚", "привет")]
    [InlineData("lost â€œquoteâ€\uFFFD", "lost \"quote\uFFFD")]
    [InlineData("Ã la carte", "à la carte")]
    public void Text_that_was_read_in_the_wrong_encoding_is_repaired(string text, string expected) =>
        Assert.Equal(expected, Clean(text));

    [Theory]
    [InlineData("voilà, ça va — déjà vu…")]
    [InlineData("señor ¿qué? ¡no! 20° £5 5×4 §3")]
    [InlineData("smörgåsbord über straße © 2020")]
    [InlineData("привет, как дела? 你好 😀")]
    public void Text_that_is_right_stays(string text) => Assert.Equal(text, Clean(text));

    [Theory]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("&amp;amp;lt;", "<")]
    [InlineData("fish &amp chips &notit; &NotEqualTilde;", "fish & chips ¬it; ≂\u0338")]
    [InlineData("&NTILDE;", "ñ")]
    [InlineData("&#39;&#x27;&#146;&#0;&#xD800;&#1114112;", "'''\uFFFD\uFFFD\uFFFD")]
    [InlineData("<p> &eacute;", "<p> é")]
    [InlineData("&unknown; & &;", "&unknown; & &;")]
    public void Html_is_unescaped(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Theory]
    [InlineData("itâ€™s &amp; “ok”  ﬁ", "itâ€™s &amp; “ok” ﬁ")]
    [InlineData("cafe\u0301 ΟΔΟΣ", "café οδοσ")]
    public void The_fast_tokenizer_of_Hugging_Face_repairs_nothing(string text, string expected) =>
        Assert.Equal(expected, Clean(text, ClipTokenizerMode.HuggingFace));

    string Clean(string text, ClipTokenizerMode mode = ClipTokenizerMode.OpenAI) =>
        new ClipTokenizer(ClipVocabulary.Read(TinyVocabulary.OpenAI(folder)), mode).Clean(text);
}
