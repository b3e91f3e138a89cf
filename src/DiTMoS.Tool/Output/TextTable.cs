using Spectre.Console;

namespace DiTMoS.Tool.Output;

/// <summary>Makes a table of plain text: nothing in a cell is taken for markup, and no cell is broken into lines but those of a column of sentences.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new() { Border = TableBorder.Simple };

    /// <summary>A table without rows.</summary>
    /// <param name="columns">The headings; one that begins with <c>&gt;</c> is for numbers, which stand at the right; one with <c>~</c> for sentences, which give way to the other columns.</param>
    public TextTable(params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns)
        {
            bool isNumber = column.StartsWith('>');
            bool isSentence = column.StartsWith('~');
            _table.AddColumn(new TableColumn(Cell(isNumber || isSentence ? column[1..] : column)) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = !isSentence });
        }
    }

    /// <summary>Adds a row.</summary>
    public void Row(params ReadOnlySpan<string> cells)
    {
        var row = new List<Text>(cells.Length);
        foreach (string cell in cells)
        {
            row.Add(Cell(cell));
        }

        _table.AddRow(row);
    }

    /// <summary>The table.</summary>
    public Table Build() => _table;

    /// <summary>The table with a line below it.</summary>
    public Table WithCaption(string text)
    {
        _table.Caption = new TableTitle(Markup.Escape(Terminal.Clean(text)));
        return _table;
    }

    private static Text Cell(string text) => new(Terminal.Clean(text)) { Overflow = Overflow.Fold };
}
