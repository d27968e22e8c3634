using MerClip.Encoders.Clip.Cleaning;

namespace MerClip.Encoders.Clip;

/// <summary>What a text goes through before it is split.</summary>
static class ClipCleaner
{
    /// <summary>The cleaned text.</summary>
    public static string Clean(string text, ClipTokenizerMode mode)
    {
        if (mode == ClipTokenizerMode.HuggingFace)
            return PythonText.Lower(PythonText.CollapseSpaces(Nfc.Normalize(text)), finalSigma: false);
        text = HtmlEntities.Unescape(HtmlEntities.Unescape(TextRepair.Repair(text)));
        return PythonText.Lower(mode == ClipTokenizerMode.OpenClip
            ? PythonText.JoinWords(text)
            : PythonText.Strip(PythonText.CollapseSpaces(PythonText.Strip(text))));
    }
}
