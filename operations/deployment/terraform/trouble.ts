/** Why a run of Terraform was ended from here, or what it met that is tried again. */
export type Trouble = 'disk hung' | 'disk read empty' | 'upload hung' | 'silent';

export const TROUBLE: Readonly<Record<Trouble, string>> = {
  'disk hung': 'the libvirt provider hung on a cloud-init disk',
  'disk read empty': 'the libvirt provider read an empty cloud-init disk',
  'upload hung': 'the libvirt provider hung on an upload',
  silent: 'Terraform said nothing',
};
