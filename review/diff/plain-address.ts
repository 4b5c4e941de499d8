/** The address of all instances: `aws_s3_bucket.b["a"]` → `aws_s3_bucket.b`. */
export function plainAddress(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}
