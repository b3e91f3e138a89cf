namespace DiTMoS.Tool.Completion;

/// <summary>What makes a shell ask <c>ditmos complete</c> for the words that may follow.</summary>
internal static class ShellScripts
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # Completion of ditmos for bash. In ~/.bashrc: source <(ditmos completion bash)
            _ditmos() {
                local word
                COMPREPLY=()
                while IFS= read -r word; do
                    COMPREPLY+=("$word")
                done < <(ditmos complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null)
            }
            complete -o default -F _ditmos ditmos
            """,
        ["zsh"] = """
            # Completion of ditmos for zsh. In ~/.zshrc: source <(ditmos completion zsh)
            _ditmos() {
                local -a words_found
                words_found=("${(@f)$(ditmos complete --position "$CURSOR" -- "$BUFFER" 2>/dev/null)}")
                words_found=("${(@)words_found:#}")
                if (( ${#words_found} )); then compadd -- "${words_found[@]}"; else _files; fi
            }
            compdef _ditmos ditmos
            """,
        ["fish"] = """
            # Completion of ditmos for fish. In ~/.config/fish/config.fish: ditmos completion fish | source
            complete -c ditmos -a '(ditmos complete --position (commandline -C) -- (commandline) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # Completion of ditmos for PowerShell. In $PROFILE: ditmos completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName ditmos -ScriptBlock {
                param($word, $line, $position)
                ditmos complete --position $position -- "$line" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    /// <summary>The shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = [.. Scripts.Keys];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => Scripts[shell].ReplaceLineEndings("\n");
}
