namespace MerClip.Encoders.Clip;

/// <summary>Whose tokenizer is followed where CLIP's descendants differ.</summary>
public enum ClipTokenizerMode
{
    /// <summary>openai/CLIP: text is repaired (ftfy), HTML unescaped twice, lowered; padding is id 0; the special tokens are
    /// <c>&lt;|startoftext|&gt;</c> and <c>&lt;|endoftext|&gt;</c>, recognised in texts, in capitals too.</summary>
    OpenAI,

    /// <summary>mlfoundations/open_clip: as OpenAI's, but the special tokens are written <c>&lt;start_of_text&gt;</c> and
    /// <c>&lt;end_of_text&gt;</c>.</summary>
    OpenClip,

    /// <summary>Hugging Face's fast tokenizer: no repair and no HTML, only form C, white space and lower case letter by letter;
    /// special tokens are recognised in the raw text; padding is the end token.</summary>
    HuggingFace,
}
