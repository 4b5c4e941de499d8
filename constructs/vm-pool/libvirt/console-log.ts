const LOGS = '/var/log/libvirt/qemu';

/**
 * The stylesheet that has the host keep what a machine prints on its serial console, beside its other logs: the one
 * place that says why a machine never came up. The provider has no argument for it.
 */
export function consoleLog(machine: string): string {
  return `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output omit-xml-declaration="yes"/>
  <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
  <xsl:template match="devices/console">
    <xsl:copy><xsl:apply-templates select="@*|node()"/><log file="${LOGS}/${machine}.console.log" append="on"/></xsl:copy>
  </xsl:template>
</xsl:stylesheet>
`;
}
