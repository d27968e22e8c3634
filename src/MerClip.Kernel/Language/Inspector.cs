using Microsoft.CodeAnalysis.QuickInfo;

namespace MerClip.Kernel.Language;

/// <summary>What is known of the name at the cursor: its signature and its documentation.</summary>
sealed class Inspector(CodeWorkspace workspace)
{
    public async Task<string?> InspectAsync(string code, int position, CancellationToken cancel)
    {
        // Behind an opening bracket, what is wanted is the method that it belongs to.
        int at = Math.Min(position, code.Length);
        while (at > 0 && (code[at - 1] is '(' or '<' || char.IsWhiteSpace(code[at - 1]))) at--;
        var document = workspace.Open(code);
        if (QuickInfoService.GetService(document) is not { } service) return null;
        var info = await service.GetQuickInfoAsync(document, at, cancel)
            ?? (at > 0 ? await service.GetQuickInfoAsync(document, at - 1, cancel) : null);
        return info is null ? null : string.Join("\n\n", info.Sections.Select(s => s.Text).Where(t => t.Length > 0));
    }
}
