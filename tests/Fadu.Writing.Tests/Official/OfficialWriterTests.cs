using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Fadu.Writing.Official;

namespace Fadu.Writing.Tests.Official;

public class OfficialWriterTests
{
    [Fact]
    public void A_full_report_is_valid_by_the_schema_of_Word()
    {
        using var docx = WordprocessingDocument.Open(
            new MemoryStream(OfficialWriter.ToBytes(Samples.Report)),
            false
        );
        var errors = new OpenXmlValidator(
            DocumentFormat.OpenXml.FileFormatVersions.Office2019
        ).Validate(docx);
        Assert.Empty(errors.Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }
}
